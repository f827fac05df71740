using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>Sizes of one queue.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="ByStatus">Count per stored status; absent means 0.</param>
/// <param name="DeadLetters">How many of its tasks are dead letters.</param>
/// <param name="OldestWaiting">How long the task that will run next has waited; null when none waits.</param>
internal sealed record QueueCounts(
    string Queue, IReadOnlyDictionary<JobStatus, long> ByStatus, long DeadLetters, TimeSpan? OldestWaiting)
{
    /// <summary>Whether the queue is gone, and only its ended tasks are left.</summary>
    public bool IsDeleted { get; init; }
}
