using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>The indexes of one kind of all queues, merged by score and id.</summary>
internal sealed class ScoredSource(ScriptRunner runner, IReadOnlyList<RedisKey> indexes, bool descending) : ITaskSource
{
    public async ValueTask<IReadOnlyList<IndexEntry>> NextAsync(IndexEntry? after, int count, CancellationToken cancellationToken)
    {
        var reads = new Task<List<IndexEntry>>[indexes.Count];
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

    private async Task<List<IndexEntry>> ReadAsync(RedisKey index, IndexEntry? after, int count, CancellationToken cancellationToken)
    {
        var order = descending ? Order.Descending : Order.Ascending;
        double from = after?.Score ?? (descending ? double.PositiveInfinity : double.NegativeInfinity);
        double to = descending ? double.NegativeInfinity : double.PositiveInfinity;
        // Entries of the same score as the place may lie before it: more are read until enough lie after it, all of them in one read, because those
        // that leave between two would move the place of the others.
        for (long size = count; ; size *= 2)
        {
            var read = runner.Database.SortedSetRangeByScoreWithScoresAsync(
                index, descending ? to : from, descending ? from : to, Exclude.None, order, 0, size);
            var entries = await runner.AwaitAsync(read, cancellationToken);
            var found = new List<IndexEntry>(count);
            foreach (var entry in entries)
            {
                var place = new IndexEntry((long)entry.Score, Ulid.Parse((string)entry.Element!));
                if (IsAfter(place, after))
                    found.Add(place);
            }

            if (found.Count >= count || entries.Length < size)
                return found;
        }
    }

    private bool IsAfter(IndexEntry place, IndexEntry? after) =>
        after is not { } edge || (descending ? place.CompareTo(edge) < 0 : place.CompareTo(edge) > 0);
}
