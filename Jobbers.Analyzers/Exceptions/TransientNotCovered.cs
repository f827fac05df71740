namespace Jobbers.Analyzers.Exceptions;

/// <summary>JOB210: a library call is known for an exception that another attempt often cures, and no list speaks of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransientNotCovered() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Info(
        "JOB210", "Transient exception is not listed", "{0} may throw {1}, which '{2}' does not retry: list it in ExpectedExceptions or in FatalExceptions");

    private protected override void Check(TaskBody task)
    {
        foreach (var raise in UncoveredRaises.Of(task, ofLibraries: true))
            task.Report(RaisePlace.Of(raise), UncoveredRaises.Properties(raise), raise.Api!, raise.Type.ShortName(), task.Method.Name);
    }
}
