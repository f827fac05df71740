using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Http.Statistics;

/// <summary>What the statistics keep of an ended task.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="Status">How it ended.</param>
/// <param name="At">When.</param>
/// <param name="Execution">Its last attempt; null when it ended without one.</param>
/// <param name="EndToEnd">From its first submit.</param>
internal readonly record struct RecentEnd(string Queue, JobStatus Status, DateTimeOffset At, TimeSpan? Execution, TimeSpan EndToEnd)
{
    public static RecentEnd Of(TaskRecord task)
    {
        var at = task.CompletedAt ?? task.SubmittedAt;
        return new RecentEnd(task.Queue, task.Status, at, at - task.StartedAt, at - task.FirstSubmittedAt);
    }
}
