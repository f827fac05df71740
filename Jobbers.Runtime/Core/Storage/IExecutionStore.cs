namespace Jobbers.Storage;

/// <summary>What a worker does. Settles and claims share one number stream, with one call in flight; heartbeats run beside them.</summary>
internal interface IExecutionStore
{
    /// <summary>
    /// From how many outcomes on a call is worth its own cost while other tasks still run; fewer wait for those. The store then works while tasks
    /// run instead of after them. <see cref="int.MaxValue"/> where a call costs so much by itself that as few as possible are best.
    /// </summary>
    int WorthACall { get; }

    /// <summary>Takes tasks under a lease of 15 s, as limits, rates and pauses allow.</summary>
    ValueTask<ClaimAnswer> ClaimAsync(WorkerCall call, ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Writes outcomes (≤ 256, one a task), each fenced by its claim's token and answered at its place. One that repeats what its own token
    /// already wrote is answered as written. The order they are written in is the store's own.
    /// </summary>
    ValueTask<IReadOnlyList<SettleAnswer>> SettleAsync(WorkerCall call, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken);

    /// <summary>Both in one step, the outcomes first, so that the room they free is used at once.</summary>
    ValueTask<SettleAndClaimAnswer> SettleAndClaimAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Renews leases and the worker's record, writes beats. Blocking, for the heartbeat loop's own thread: user code that starves the thread pool
    /// must not cost leases. A claim that lapsed but was not rescued is renewed.
    /// </summary>
    /// <param name="request">All that is renewed.</param>
    /// <param name="deadline">How long it may block.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer in time.</exception>
    HeartbeatAnswer Heartbeat(HeartbeatRequest request, TimeSpan deadline);

    /// <summary>The worker is gone and holds nothing: its record is removed. Only at the end of an orderly shutdown.</summary>
    ValueTask SignOffAsync(string worker, CancellationToken cancellationToken);
}
