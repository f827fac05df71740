using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>JOB203: a beat that nobody waits for, and that shows nothing either.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UselessHeartbeat() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning(
        "JOB203", "Heartbeat without an interval", "'{0}' sets no MaxHeartbeatInterval, so this Heartbeat() has no effect: set one, or report progress with it");

    private protected override void Check(TaskBody task)
    {
        if (task.Options.MaxHeartbeatInterval is not null)
            return;
        foreach (var call in task.Body.Descendants().OfType<IInvocationOperation>().Where(c => BeatPoints.IsHeartbeat(c.TargetMethod)))
        {
            if (call.Arguments.All(a => a.ArgumentKind == ArgumentKind.DefaultValue))
                task.Report(call.Syntax.NamePlace(), task.Method.Name);
        }
    }
}
