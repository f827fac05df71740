using System.Globalization;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>JOB201: a task that is watched for silence can be silent for longer than it may.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingHeartbeat() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning("JOB201", "Heartbeat is missing", "{0}");

    private protected override void Check(TaskBody task)
    {
        if (task.Options.MaxHeartbeatInterval is not { } interval || BackgroundBeats.In(task))
            return;
        var neverBeats = true;
        var silentLoops = new List<ILoopOperation>();
        foreach (var (function, graph) in TaskFunctions.Of(task))
        {
            if (BackgroundBeats.RunsBeside(task, function))
                continue;
            var points = BeatPoints.Of(function, task.Program, task.CancellationToken);
            neverBeats &= points.IsEmpty;
            silentLoops.AddRange(new BeatGraph(graph, function, points).SilentLoops());
        }

        foreach (var loop in silentLoops)
            task.Report(LoopPlace.Of(loop), "A round of this loop can await without a Heartbeat(), so the task may be taken for stalled");
        var waits = task.Body.Descendants().OfType<IInvocationOperation>().Count(call => ReportWait(task, call, interval));
        if (neverBeats && silentLoops.Count == 0 && waits == 0)
        {
            task.Report(
                task.Options.Argument(TaskOptions.HeartbeatInterval)?.GetLocation() ?? task.Place,
                $"'{task.Method.Name}' sets {TaskOptions.HeartbeatInterval}, but never calls Heartbeat()");
        }
    }

    private static bool ReportWait(TaskBody task, IInvocationOperation call, double interval)
    {
        if (WaitLength.Of(call) is not { } seconds || seconds <= interval || !IsWaitedFor(call))
            return false;
        task.Report(call.Syntax.NamePlace(), Slice(call, interval), string.Format(
            CultureInfo.InvariantCulture, "This waits up to {0} s, longer than the {1} s the task may go without a Heartbeat()", seconds, interval));
        return true;
    }

    /// <summary>What the fix needs to split a delay: half the interval, so that a late timer is no missed beat. Nothing for other waits.</summary>
    private static Dictionary<string, string?> Slice(IInvocationOperation call, double interval)
    {
        var method = call.TargetMethod;
        if (method.Name != "Delay" || method.Parameters.Skip(1).Any(p => !p.Type.IsToken()))
            return [];
        return new Dictionary<string, string?>
        {
            ["slice"] = (interval / 2).ToString("R", CultureInfo.InvariantCulture),
            ["unit"] = method.Parameters[0].Type.SpecialType == SpecialType.System_Int32 ? "ms" : "span",
        };
    }

    private static bool IsWaitedFor(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } or IConversionOperation)
            outer = outer.Parent;
        return outer is IAwaitOperation or IReturnOperation;
    }
}
