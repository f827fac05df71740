namespace Jobbers.Lifecycle;

/// <summary>The transition table: which verb may take a task from which status to which. Stores, API and the model test use this one.</summary>
internal static class TaskTransitions
{
    private static readonly HashSet<(JobStatus, JobStatus, LifecycleVerb)> Allowed =
    [
        (JobStatus.Unsubmitted, JobStatus.Submitted, LifecycleVerb.Submit),
        (JobStatus.Unsubmitted, JobStatus.Scheduled, LifecycleVerb.Submit),
        (JobStatus.Scheduled, JobStatus.Submitted, LifecycleVerb.Promote),
        (JobStatus.Submitted, JobStatus.Started, LifecycleVerb.Claim),
        (JobStatus.Submitted, JobStatus.Cancelled, LifecycleVerb.Cancel),
        (JobStatus.Scheduled, JobStatus.Cancelled, LifecycleVerb.Cancel),
        (JobStatus.Started, JobStatus.Completed, LifecycleVerb.Settle),
        (JobStatus.Started, JobStatus.Failed, LifecycleVerb.Settle),
        (JobStatus.Started, JobStatus.Scheduled, LifecycleVerb.Settle),
        (JobStatus.Started, JobStatus.Submitted, LifecycleVerb.Settle),
        (JobStatus.Started, JobStatus.Cancelled, LifecycleVerb.Settle),
        (JobStatus.Started, JobStatus.Stalled, LifecycleVerb.Settle),
        (JobStatus.Started, JobStatus.Dropped, LifecycleVerb.Settle),
        (JobStatus.Started, JobStatus.Submitted, LifecycleVerb.Rescue),
        (JobStatus.Started, JobStatus.Cancelled, LifecycleVerb.Rescue),
        (JobStatus.Started, JobStatus.Stalled, LifecycleVerb.Rescue),
        (JobStatus.Started, JobStatus.Stalled, LifecycleVerb.Stall),
        .. JobStatusNames.Terminal.Select(end => (end, JobStatus.Submitted, LifecycleVerb.Resubmit)),
    ];

    /// <summary>Whether <paramref name="verb"/> may take a task from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static bool Allows(JobStatus from, JobStatus to, LifecycleVerb verb) => Allowed.Contains((from, to, verb));

    /// <summary>Where <paramref name="verb"/> may take a task that stands at <paramref name="from"/>.</summary>
    public static IEnumerable<JobStatus> Targets(JobStatus from, LifecycleVerb verb) =>
        Allowed.Where(rule => rule.Item1 == from && rule.Item3 == verb).Select(rule => rule.Item2);
}
