namespace Jobbers.Analyzers.Exceptions;

/// <summary>JOB211: an exception that the program itself throws can leave the task, and no list says whether that is worth a retry.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonExpectedException() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning(
        "JOB211", "Exception is not expected", "{0} can leave '{1}' and is not retried: list it in ExpectedExceptions, or in FatalExceptions when it is meant to fail the task");

    private protected override void Check(TaskBody task)
    {
        foreach (var raise in UncoveredRaises.Of(task, ofLibraries: false))
            task.Report(RaisePlace.Of(raise), UncoveredRaises.Properties(raise), raise.Type.ShortName(), task.Method.Name);
    }
}
