namespace Jobbers.Storage;

/// <summary>What schedulers, cleaners and healthy workers do for all. Any number of them may run at once; every call is bounded.</summary>
internal interface IUpkeepStore
{
    /// <summary>Queues due tasks in their place.</summary>
    /// <param name="queues">Only these; null for all.</param>
    /// <param name="limit">At most 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<PromoteAnswer> PromoteAsync(IReadOnlyList<string>? queues, int limit, CancellationToken cancellationToken);

    /// <summary>Takes tasks from lapsed leases: queued again in their old place, cancelled where that was asked for, or stalled after too many lost workers.</summary>
    ValueTask<IReadOnlyList<RescuedTask>> RescueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Forgets what is old enough, in steps of at most <paramref name="limit"/>.</summary>
    ValueTask<PruneAnswer> PruneAsync(PruneRules rules, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Stalls started tasks that declare an interval or have beaten, are silent for <paramref name="staleTime"/>, and whose worker renewed the
    /// claim after that.
    /// </summary>
    /// <returns>Ids of those it stalled.</returns>
    ValueTask<IReadOnlyList<Ulid>> StallSilentAsync(TimeSpan staleTime, int limit, CancellationToken cancellationToken);

    /// <summary>Ids of submitted tasks whose submit lies in the bounds, oldest first; the caller cancels them.</summary>
    ValueTask<IReadOnlyList<Ulid>> FindWaitingAsync(DateTimeOffset? after, DateTimeOffset? before, int limit, CancellationToken cancellationToken);

    /// <summary>The store's clock. A pure read: a store that takes no writes tells it too.</summary>
    ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The store's clock, told only where a heartbeat would be taken now. Cheap: processes ask each 2 s to know whether they are healthy enough to
    /// rescue, which they are not while nobody can renew a lease.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store takes no writes, as a replica or a full disk, or does not answer.</exception>
    ValueTask<DateTimeOffset> ProveWritableAsync(CancellationToken cancellationToken);

    /// <summary>The store's clock and what is wrong with the store, if something is. A pure read.</summary>
    ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken);
}
