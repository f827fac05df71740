using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Reading;

/// <summary>Sizes of queues, from the counters that the writer keeps.</summary>
internal sealed class ReadCounts(Database database)
{
    private readonly Statement _all = database.Prepare("SELECT queue, shelf, n FROM counts WHERE shelf >= 0 AND n > 0");
    private readonly Statement _queues = database.Prepare("SELECT name FROM queues");
    private readonly Statement _with = database.Prepare("SELECT queue FROM counts WHERE shelf = ?1 AND n > 0 ORDER BY queue");

    private readonly Statement _next = database.Prepare(
        "SELECT score, max(submitted_at, coalesce(run_at, 0)) FROM states WHERE queue = ?1 AND shelf = ?2 ORDER BY score, seq LIMIT 1");

    private readonly Statement _ends = database.Prepare(
        $"""
        SELECT count(*) FROM (SELECT 1 FROM states WHERE queue = ?1 AND shelf = ?2 AND score >= ?3 AND score < ?4
        LIMIT {ITaskQueries.MaxCountedEnds})
        """);

    /// <summary>Tasks that ended within some time. Read from the index of ends, one step for each that is counted.</summary>
    public IReadOnlyList<EndCount> CountEnds(long from, long to)
    {
        var ends = new List<EndCount>();
        foreach (var status in JobStatusNames.Terminal)
        {
            var shelves = Shelf.AllOf(status).SelectMany(shelf => QueuesWith(shelf).Select(queue => (queue, shelf)));
            foreach (var queue in shelves.GroupBy(pair => pair.queue))
            {
                var count = queue.Sum(pair => CountEnds(pair.queue, pair.shelf, from, to));
                if (count > 0)
                    ends.Add(new EndCount(queue.Key, status, count));
            }
        }

        return ends;
    }

    private long CountEnds(string queue, Shelf shelf, long from, long to)
    {
        _ends.Bind(1, queue).Bind(2, shelf.Code).Bind(3, from).Bind(4, to);
        return _ends.Step() ? _ends.Int64(0) : 0;
    }

    public IReadOnlyList<QueueCounts> Count(long now)
    {
        var sizes = new Dictionary<string, Dictionary<Shelf, long>>(StringComparer.Ordinal);
        while (_all.Step())
        {
            var queue = _all.Text(0);
            if (!sizes.TryGetValue(queue, out var shelves))
                sizes[queue] = shelves = [];
            shelves[new Shelf(_all.Int32(1))] = _all.Int64(2);
        }

        var living = Living();
        var names = living.Concat(sizes.Keys.Where(queue => !living.Contains(queue))).Order(StringComparer.Ordinal);
        return [.. names.Select(queue => Count(queue, sizes.GetValueOrDefault(queue) ?? [], now) with { IsDeleted = !living.Contains(queue) })];
    }

    private HashSet<string> Living()
    {
        var queues = new HashSet<string>(StringComparer.Ordinal);
        while (_queues.Step())
            queues.Add(_queues.Text(0));
        return queues;
    }

    /// <summary>Queues that have something on a shelf, also deleted ones.</summary>
    public IReadOnlyList<string> QueuesWith(Shelf shelf)
    {
        var queues = new List<string>();
        _with.Bind(1, shelf.Code);
        while (_with.Step())
            queues.Add(_with.Text(0));
        return queues;
    }

    private QueueCounts Count(string queue, Dictionary<Shelf, long> shelves, long now)
    {
        var byStatus = new Dictionary<JobStatus, long>();
        foreach (var (shelf, size) in shelves)
            byStatus[shelf.Status] = byStatus.GetValueOrDefault(shelf.Status) + size;
        var deadLetters = shelves.Where(shelf => shelf.Key.IsDeadLetter).Sum(shelf => shelf.Value);
        return new QueueCounts(queue, byStatus, deadLetters, OldestWaiting(queue, now));
    }

    private TimeSpan? OldestWaiting(string queue, long now)
    {
        (long Score, long Since)? next = null;
        foreach (var shelf in Shelf.Waiting)
        {
            _next.Bind(1, queue).Bind(2, shelf.Code);
            if (_next.Step() && (next is null || _next.Int64(0) < next.Value.Score))
                next = (_next.Int64(0), _next.Int64(1));
        }

        return next is { } first ? Micros.ToSpan(Math.Max(0, now - first.Since)) : null;
    }
}
