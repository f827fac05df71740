using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Cancellation;

/// <summary>JOB221: a task that awaits and cannot be told to stop.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingToken() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning(
        "JOB221", "Task takes no CancellationToken", "'{0}' awaits, but takes no CancellationToken: it goes on after a cancel, a timeout and a shutdown");

    private protected override void Check(TaskBody task)
    {
        if (task.Token is null && task.Body.Descendants().Any(o => o.IsAwaiting()))
            task.Report(task.Place, task.Method.Name);
    }
}
