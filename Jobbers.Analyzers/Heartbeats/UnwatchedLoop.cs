using Jobbers.Analyzers.Flow;
using Jobbers.Analyzers.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>JOB202: a loop that awaits, in a task nobody watches: should it hang, it holds its slot until the worker ends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnwatchedLoop() : TaskRule(RuleText.Info(
    "JOB202", "Awaiting loop is not watched", "'{0}' awaits in a loop, but sets no MaxHeartbeatInterval: nobody notices when it hangs"))
{
    private protected override void Check(TaskBody task)
    {
        if (task.Options.MaxHeartbeatInterval is not null || BackgroundBeats.In(task))
            return;
        foreach (var loop in OutermostLoops(task.Body).Where(l => l.OwnOperations().Any(o => o.IsAwaiting())))
        {
            var beats = loop.Descendants().Any(o => o is IInvocationOperation { TargetMethod: var target } && BeatPoints.IsHeartbeat(target));
            if (beats)
                continue;
            var setting = task.Setting("jobbers_heartbeat_interval");
            task.Report(LoopPlace.Of(loop), new Dictionary<string, string?> { ["interval"] = setting ?? "60" }, task.Method.Name);
        }
    }

    private static IEnumerable<ILoopOperation> OutermostLoops(IOperation function)
    {
        foreach (var child in function.ChildOperations)
        {
            if (child is ILoopOperation loop)
            {
                yield return loop;
                continue;
            }

            foreach (var inner in OutermostLoops(child))
                yield return inner;
        }
    }
}
