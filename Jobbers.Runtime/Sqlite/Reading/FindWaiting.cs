using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Reading;

/// <summary>
/// Submitted tasks by their submit. No index holds that order, but within a queue and a priority the places grow with the submits: so each such
/// band is entered by halving it, and the bands are merged.
/// </summary>
internal sealed class FindWaiting(Database database, ReadCounts counts)
{
    private const int Piece = 64;

    private readonly Statement _band = database.Prepare(
        "SELECT submitted_at, id, score FROM states WHERE queue = ?1 AND shelf = ?2 AND score >= ?3 AND score < ?4 ORDER BY score LIMIT ?5");

    /// <summary>Ids of tasks submitted between the bounds, oldest first.</summary>
    public IReadOnlyList<Ulid> Find(DateTimeOffset? after, DateTimeOffset? before, int limit)
    {
        var from = after is { } earliest ? Micros.Of(earliest) : long.MinValue;
        var until = before is { } latest ? Micros.Of(latest) : long.MaxValue;
        var bands = Shelf.Waiting.SelectMany(shelf => counts.QueuesWith(shelf).SelectMany(queue => Bands(queue, shelf, from)));
        return [.. ShelfKeys.Merge(bands, descending: false).TakeWhile(key => key.Score <= until).Take(limit).Select(key => key.Id)];
    }

    private IEnumerable<IEnumerable<ListKey>> Bands(string queue, Shelf shelf, long from)
    {
        for (var priority = TaskPlace.HighestPriority; priority >= TaskPlace.LowestPriority; priority--)
        {
            var (start, end) = (TaskPlace.Of(priority, 0), TaskPlace.Of(priority - 1, 0));
            if (Read(queue, shelf, start, end, 1) is [var first])
                yield return Of(queue, shelf, first.SubmittedAt >= from ? start : Enter(queue, shelf, start, end, from), end);
        }
    }

    /// <summary>The first place whose task was submitted at or after a time.</summary>
    private long Enter(string queue, Shelf shelf, long start, long end, long from)
    {
        while (start < end)
        {
            var middle = start + ((end - start) / 2);
            if (Read(queue, shelf, middle, end, 1) is [var found] && found.SubmittedAt < from)
                start = found.Place + 1;
            else
                end = middle;
        }

        return start;
    }

    private IEnumerable<ListKey> Of(string queue, Shelf shelf, long start, long end)
    {
        for (var more = true; more;)
        {
            var tasks = Read(queue, shelf, start, end, Piece);
            more = tasks.Count == Piece;
            foreach (var task in tasks)
            {
                start = task.Place + 1;
                yield return new ListKey(task.SubmittedAt, task.Id, 0);
            }
        }
    }

    private List<(long SubmittedAt, Ulid Id, long Place)> Read(string queue, Shelf shelf, long start, long end, int count)
    {
        var tasks = new List<(long, Ulid, long)>(count);
        _band.Bind(1, queue).Bind(2, shelf.Code).Bind(3, start).Bind(4, end).Bind(5, count);
        while (_band.Step())
            tasks.Add((_band.Int64(0), _band.Id(1), _band.Int64(2)));
        return tasks;
    }
}
