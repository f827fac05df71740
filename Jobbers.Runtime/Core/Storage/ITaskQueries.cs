using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>Bounded reads for managers, dashboard and clients.</summary>
internal interface ITaskQueries
{
    /// <summary>What <see cref="CountEndsAsync"/> counts at most of one queue and status, where counting costs a step for each.</summary>
    const int MaxCountedEnds = 1_000_000;

    /// <summary>The tasks of these ids (≤ 1,000), in order; null where none is stored.</summary>
    ValueTask<IReadOnlyList<TaskRecord?>> GetAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken);

    /// <summary>Only their statuses: what waiting for an end costs.</summary>
    ValueTask<IReadOnlyList<JobStatus?>> GetStatusesAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken);

    /// <exception cref="InvalidCursorException">The cursor is not one of this listing's.</exception>
    ValueTask<TaskPage> ListAsync(ListQuery query, CancellationToken cancellationToken);

    /// <summary>Dead letters, newest first; status and order of the query are ignored.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this listing's.</exception>
    ValueTask<TaskPage> ListDeadLettersAsync(ListQuery query, CancellationToken cancellationToken);

    /// <summary>Ended attempts, oldest first; null when no such task is stored.</summary>
    ValueTask<IReadOnlyList<AttemptRecord>?> GetHistoryAsync(Ulid id, CancellationToken cancellationToken);

    /// <summary>Sizes of all queues, and of deleted ones while ended tasks are left of them, sorted by name.</summary>
    ValueTask<IReadOnlyList<QueueCounts>> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// How many stored tasks ended from <paramref name="from"/> on and before <paramref name="to"/>, by queue and status, those that are none left out.
    /// Of one queue and status no more than about <see cref="MaxCountedEnds"/> are counted.
    /// </summary>
    ValueTask<IReadOnlyList<EndCount>> CountEndsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Workers whose record has not lapsed, sorted by id.</summary>
    ValueTask<IReadOnlyList<WorkerRecord>> GetWorkersAsync(CancellationToken cancellationToken);

    /// <summary>Where a waiting task's queue stands; null when the task is not submitted.</summary>
    ValueTask<WaitingState?> GetWaitingStateAsync(Ulid id, CancellationToken cancellationToken);
}
