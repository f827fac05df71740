using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes a rescue pass.</summary>
    public void Rescue(int limit, IReadOnlyList<RescuedTask> rescued)
    {
        var lapsed = tasks.Values.Where(task => task.Attempt?.LeaseUntil < Now).ToHashSet();
        RequireSame(Math.Min(limit, lapsed.Count), rescued.Count, "rescued tasks");
        foreach (var one in rescued)
        {
            Require(Find(one.Claim.Id) is { } task && lapsed.Remove(task), $"rescue took {one.Claim.Id}, whose lease has not lapsed");
            RescueOne(tasks[one.Claim.Id], one);
        }
    }

    /// <summary>Takes a pass that stalls silent code.</summary>
    public void StallSilent(int staleSeconds, int limit, int stalled, IReadOnlySet<Ulid> stalledIds)
    {
        var silent = tasks.Values.Where(task => IsSilent(task, staleSeconds)).ToList();
        RequireSame(Math.Min(limit, silent.Count), stalled, "silent tasks stalled");
        RequireSame(stalled, stalledIds.Count, "tasks that changed in the pass");
        foreach (var task in stalledIds.Select(id => tasks[id]))
        {
            Require(silent.Contains(task), $"{task.Id} was stalled and was not silent");
            LeaveSuspectOpen(task);
            task.Move(JobStatus.Stalled, LifecycleVerb.Stall, Now);
        }
    }

    private static bool IsSilent(ModelTask task, int staleSeconds) =>
        task.Attempt is { } attempt
        && (attempt.HasBeaten || task.Request.MaxHeartbeatInterval is not null)
        && attempt.RenewedAt > attempt.LastSign + staleSeconds;

    private void RescueOne(ModelTask task, RescuedTask rescued)
    {
        var worker = task.Attempt!.Worker;
        RequireSame(
            (new ClaimKey(task.Id, task.Request.Queue, task.Token), task.Request.Name, worker.Name),
            (rescued.Claim, rescued.Name, rescued.Worker), "rescued claim");
        if (task.Attempt.CancelRequested)
        {
            LeaveSuspectOpen(task);
            task.CrashMayHaveCounted = true;
            task.Move(JobStatus.Cancelled, LifecycleVerb.Rescue, Now);
            RequireSame((JobStatus.Cancelled, false), (rescued.Status, rescued.DeadLettered), $"rescue of {task.Id} with a cancel requested");
            return;
        }

        RequireBlame(task, worker, rescued);
        if (rescued.CrashCounted)
            task.CrashCount++;
        var tooMany = task.CrashCount >= task.Request.MaxCrashes;
        var target = tooMany && rescued.CrashCounted ? JobStatus.Stalled : JobStatus.Submitted;
        task.Move(target, LifecycleVerb.Rescue, Now);
        task.IsDeadLetter = target == JobStatus.Stalled && task.Request.SavesDeadLetter;
        RequireSame((target, task.IsDeadLetter), (rescued.Status, rescued.DeadLettered), $"rescue of {task.Id}");
    }

    private void RequireBlame(ModelTask task, ModelWorker worker, RescuedTask rescued)
    {
        if (Now < worker.AliveUntil)
        {
            Require(!rescued.CrashCounted, $"rescue of {task.Id} blamed it for {worker.Name}, which still reports");
            LeaveSuspectOpen(task);
            return;
        }

        if (Now < worker.DeadAfter || worker.SuspectIsOpen)
        {
            LeaveSuspectOpen(task);
            return;
        }

        var blamed = worker.Suspect is not { } suspect || suspect == rescued.Claim;
        RequireSame(blamed, rescued.CrashCounted, $"whether {task.Id} is blamed for the death of {worker.Name}");
    }

    private static void LeaveSuspectOpen(ModelTask task)
    {
        var worker = task.Attempt!.Worker;
        if (worker.Suspect?.Id == task.Id)
            worker.SuspectIsOpen = true;
    }
}
