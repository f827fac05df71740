using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>What schedulers, cleaners and healthy workers do for all, once the store is open.</summary>
internal sealed class LateUpkeep(LateStore store) : IUpkeepStore
{
    public ValueTask<PromoteAnswer> PromoteAsync(IReadOnlyList<string>? queues, int limit, CancellationToken cancellationToken) =>
        store.Opened.Upkeep.PromoteAsync(queues, limit, cancellationToken);

    public ValueTask<IReadOnlyList<RescuedTask>> RescueAsync(int limit, CancellationToken cancellationToken) =>
        store.Opened.Upkeep.RescueAsync(limit, cancellationToken);

    public ValueTask<PruneAnswer> PruneAsync(PruneRules rules, int limit, CancellationToken cancellationToken) =>
        store.Opened.Upkeep.PruneAsync(rules, limit, cancellationToken);

    public ValueTask<IReadOnlyList<Ulid>> StallSilentAsync(TimeSpan staleTime, int limit, CancellationToken cancellationToken) =>
        store.Opened.Upkeep.StallSilentAsync(staleTime, limit, cancellationToken);

    public ValueTask<IReadOnlyList<Ulid>> FindWaitingAsync(
        DateTimeOffset? after, DateTimeOffset? before, int limit, CancellationToken cancellationToken) =>
        store.Opened.Upkeep.FindWaitingAsync(after, before, limit, cancellationToken);

    public ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken) => store.Opened.Upkeep.GetTimeAsync(cancellationToken);

    public ValueTask<DateTimeOffset> ProveWritableAsync(CancellationToken cancellationToken) =>
        store.Opened.Upkeep.ProveWritableAsync(cancellationToken);

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken) => store.Opened.Upkeep.CheckAsync(cancellationToken);
}
