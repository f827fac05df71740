using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>JOB202: a loop that awaits, in a task nobody watches: should it hang, it holds its slot until the worker ends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnwatchedLoop() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Info(
        "JOB202", "Awaiting loop is not watched", "'{0}' awaits in a loop, but sets no MaxHeartbeatInterval: nobody notices when it hangs");

    private protected override void Check(TaskBody task)
    {
        if (task.Options.MaxHeartbeatInterval is not null || BackgroundBeats.In(task))
            return;
        var loops = OutermostLoops(task.Body).Where(l => l.AwaitsInRounds()).ToList();
        if (loops.Count == 0 || task.Body.Descendants().Any(o => o is IInvocationOperation { TargetMethod: var target } && BeatPoints.IsHeartbeat(target)))
            return;
        // One finding a task, at its first loop: the interval is the task's, and every loop then needs a beat.
        var interval = task.Setting("jobbers_heartbeat_interval") ?? "60";
        task.Report(
            LoopPlace.Of(loops[0]), loops.Skip(1).Select(LoopPlace.Of), new Dictionary<string, string?> { ["interval"] = interval }, task.Method.Name);
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
