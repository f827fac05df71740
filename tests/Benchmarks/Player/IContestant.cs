namespace Benchmarks.Player;

/// <summary>A queue under test, in its best setting. What differs between contestants is behind this; the workloads are written once.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>Enqueues one job; returns when it is acknowledged.</summary>
    Task EnqueueAsync(Job job);

    /// <summary>Enqueues many by the contestant's own call for that.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    Task EnqueueManyAsync(IReadOnlyList<Job> jobs);

    /// <summary>Enqueues with so many callers at once.</summary>
    Task EnqueueConcurrentlyAsync(IReadOnlyList<Job> jobs, int callers) => Load.ConcurrentlyAsync(this, jobs, callers);

    /// <summary>Starts a worker that runs <see cref="JobBody"/>; disposing it stops it in good order.</summary>
    /// <exception cref="NotSupportedException">It cannot have so many slots.</exception>
    Task<IAsyncDisposable> StartWorkerAsync(int slots);

    /// <summary>Jobs that its store says are completed.</summary>
    Task<long> CompletedAsync();
}
