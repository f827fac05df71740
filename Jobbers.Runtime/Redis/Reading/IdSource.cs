using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>All ids, newest first, page by page of the index of ids.</summary>
internal sealed class IdSource(ScriptRunner runner) : ITaskSource
{
    private const int PagesAtOnce = 8;

    public async ValueTask<IReadOnlyList<IndexEntry>> NextAsync(IndexEntry? after, int count, CancellationToken cancellationToken)
    {
        var found = new List<IndexEntry>(count);
        RedisValue highest = after is { } edge ? edge.Id.ToString() : default;
        for (var exclude = Exclude.None; found.Count < count; exclude = Exclude.Stop)
        {
            var read = runner.Database.SortedSetRangeByValueAsync(
                RedisKeys.Ids, default, highest, exclude, Order.Descending, 0, PagesAtOnce);
            var pages = await runner.AwaitAsync(read, cancellationToken);
            var reads = Array.ConvertAll(pages, page => runner.Database.HashKeysAsync(RedisKeys.IdPage((string)page!)));
            foreach (var page in reads)
                AddPage(found, await runner.AwaitAsync(page, cancellationToken), after);
            if (pages.Length < PagesAtOnce)
                break;
            // On from the page itself: by rank, pages that come or go meanwhile would move the place.
            highest = pages[^1];
        }

        return found.Count > count ? found.GetRange(0, count) : found;
    }

    private static void AddPage(List<IndexEntry> found, RedisValue[] page, IndexEntry? after)
    {
        var ids = Array.ConvertAll(page, id => Ulid.Parse((string)id!));
        Array.Sort(ids, (a, b) => b.CompareTo(a));
        foreach (var id in ids)
        {
            if (after is not { } edge || id.CompareTo(edge.Id) < 0)
                found.Add(new IndexEntry(0, id));
        }
    }
}
