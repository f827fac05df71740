using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>The indexes of one kind of all queues, merged by score and id.</summary>
internal sealed class ScoredSource(ScriptRunner runner, IReadOnlyList<RedisKey> indexes, bool descending) : ITaskSource
{
    public async ValueTask<IReadOnlyList<IndexEntry>> NextAsync(IndexEntry? after, int count, CancellationToken cancellationToken)
    {
        var reads = new Task<IEnumerable<IndexEntry>>[indexes.Count];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = ReadAsync(indexes[i], after, count, cancellationToken);
        var all = new List<IndexEntry>();
        foreach (var read in reads)
            all.AddRange(await read);
        all.Sort();
        if (descending)
            all.Reverse();
        return all.Count > count ? all.GetRange(0, count) : all;
    }

    private async Task<IEnumerable<IndexEntry>> ReadAsync(RedisKey index, IndexEntry? after, int count, CancellationToken cancellationToken)
    {
        if (after is not { } place)
            return await ReadFirstAsync(index, count, cancellationToken);
        RedisValue[] values = [(string?)index, place.Score, place.Id.ToString(), count, descending ? "down" : "up"];
        var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.EntriesAfter, values, cancellationToken))!;
        return reply.Chunk(2).Select(static entry => new IndexEntry((long)(double)entry[1], Ulid.Parse((string)entry[0]!)));
    }

    private async Task<IEnumerable<IndexEntry>> ReadFirstAsync(RedisKey index, int count, CancellationToken cancellationToken)
    {
        var read = runner.Database.SortedSetRangeByRankWithScoresAsync(index, 0, count - 1, descending ? Order.Descending : Order.Ascending);
        var entries = await runner.AwaitAsync(read, cancellationToken);
        return entries.Select(static entry => new IndexEntry((long)entry.Score, Ulid.Parse((string)entry.Element!)));
    }
}
