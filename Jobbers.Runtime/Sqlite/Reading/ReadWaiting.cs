using Jobbers.Routing;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Reading;

/// <summary>Why a task waits: who is ahead, and where its queue's limits stand.</summary>
internal sealed class ReadWaiting(Database database, TaskStates states)
{
    /// <summary>So many index entries are counted in 5 ms.</summary>
    private const int CountedAtOnce = 100_000;

    private readonly Statement _ahead = database.Prepare(
        "SELECT count(*) FROM (SELECT 1 FROM states WHERE queue = ?1 AND shelf = ?2 AND score < ?3 LIMIT ?4)");

    private readonly Statement _behind = database.Prepare(
        "SELECT count(*) FROM (SELECT 1 FROM states WHERE queue = ?1 AND shelf = ?2 AND score >= ?3 LIMIT ?4)");

    private readonly Statement _count = database.Prepare("SELECT n FROM counts WHERE queue = ?1 AND shelf = ?2");
    private readonly Statement _expired = database.Prepare("SELECT coalesce(sum(n), 0) FROM rate_starts WHERE queue = ?1 AND at <= ?2");
    private readonly Statement _oldest = database.Prepare("SELECT at FROM rate_starts WHERE queue = ?1 AND at > ?2 ORDER BY at LIMIT 1");

    /// <returns>Null when the task is not submitted.</returns>
    public WaitingState? Get(Ulid id, RoutingSnapshot routing, long now)
    {
        if (states.Find(id) is not { } task || !Shelf.Waiting.Contains(task.Shelf))
            return null;
        var (ahead, isMore) = (0L, false);
        foreach (var shelf in Shelf.Waiting)
        {
            var (count, more) = Ahead(task.Queue, shelf, task.Score);
            (ahead, isMore) = (ahead + count, isMore || more);
        }

        var rate = routing.Queues.FirstOrDefault(queue => queue.Name == task.Queue)?.Rate;
        return new WaitingState(ahead, Size(task.Queue, Shelf.Started), rate is null ? null : RateFullFor(task.Queue, rate, now)) { MoreAhead = isMore };
    }

    /// <summary>Counted from the nearer end, as long as one is near; else it is only known to be more than what was counted.</summary>
    private (long Count, bool More) Ahead(string queue, Shelf shelf, long score)
    {
        var ahead = Count(_ahead, CountedAtOnce);
        if (ahead < CountedAtOnce)
            return (ahead, false);
        var behind = Count(_behind, CountedAtOnce);
        return behind < CountedAtOnce ? (Size(queue, shelf) - behind, false) : (ahead, true);

        long Count(Statement statement, long most) => First(statement.Bind(1, queue).Bind(2, shelf.Code).Bind(3, score).Bind(4, most));
    }

    private TimeSpan? RateFullFor(string queue, RateLimit rate, long now)
    {
        var window = Micros.Of(rate.Window);
        var starts = Size(queue, Shelf.RateSum) - First(_expired.Bind(1, queue).Bind(2, now - window));
        if (starts < rate.Numerator)
            return null;
        return Micros.ToSpan(Math.Max(0, First(_oldest.Bind(1, queue).Bind(2, now - window)) + window - now));
    }

    private long Size(string queue, Shelf shelf) => First(_count.Bind(1, queue).Bind(2, shelf.Code));

    private static long First(Statement statement) => statement.Step() ? statement.Int64(0) : 0;
}
