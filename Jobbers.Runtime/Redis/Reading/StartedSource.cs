using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>Started tasks by id. Their indexes are in the order of leases, and no larger than all slots of all workers, so they are read whole.</summary>
internal sealed class StartedSource(ScriptRunner runner, IReadOnlyList<RedisKey> indexes) : ITaskSource
{
    private IndexEntry[]? _sorted;

    public async ValueTask<IReadOnlyList<IndexEntry>> NextAsync(IndexEntry? after, int count, CancellationToken cancellationToken)
    {
        _sorted ??= await ReadAsync(cancellationToken);
        return [.. _sorted.Where(entry => after is not { } edge || entry.Id.CompareTo(edge.Id) > 0).Take(count)];
    }

    private async ValueTask<IndexEntry[]> ReadAsync(CancellationToken cancellationToken)
    {
        var reads = indexes.Select(index => runner.Database.SortedSetRangeByRankAsync(index)).ToArray();
        var all = new List<IndexEntry>();
        foreach (var read in reads)
            all.AddRange((await runner.AwaitAsync(read, cancellationToken)).Select(id => new IndexEntry(0, Ulid.Parse((string)id!))));
        return [.. all.Order()];
    }
}
