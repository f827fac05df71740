using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>Queues due tasks in their place, the earliest first over all queues.</summary>
internal sealed class PromoteDue(WriteSession session)
{
    private readonly Statement _due = session.Database.Prepare(
        $"SELECT {TaskStates.Columns} FROM states s WHERE queue = ?1 AND shelf = ?2 AND score <= ?3 ORDER BY score, seq LIMIT ?4");

    private readonly Statement _first = session.Database.Prepare(
        "SELECT score FROM states WHERE queue = ?1 AND shelf = ?2 ORDER BY score LIMIT 1");

    public PromoteAnswer Execute(IReadOnlyList<string>? queues, int limit)
    {
        var heads = new PriorityQueue<string, long>();
        foreach (var queue in Served(queues))
            AddHead(heads, queue);
        var latest = heads.TryPeek(out _, out var first) && limit > 0 ? Math.Max(0, session.Now - first) : 0;
        var promoted = 0;
        while (promoted < limit && heads.TryPeek(out var queue, out var score) && score <= session.Now)
        {
            heads.Dequeue();
            // As many of its own as lie before the next queue's first, so that no more is read than is queued.
            var until = heads.TryPeek(out _, out var other) ? Math.Min(other, session.Now) : session.Now;
            foreach (var task in Due(queue, until, limit - promoted))
            {
                session.Moves.Queue(task, LifecycleVerb.Promote);
                promoted++;
            }

            AddHead(heads, queue);
        }

        TimeSpan? nextDue = heads.TryPeek(out _, out var next) ? Micros.ToSpan(Math.Max(0, next - session.Now)) : null;
        return new PromoteAnswer(promoted, nextDue, Micros.ToSpan(latest));
    }

    /// <summary>A queue that is being deleted is left alone: its tasks are cancelled by the deletion.</summary>
    private List<string> Served(IReadOnlyList<string>? queues) =>
    [
        .. session.Counts.QueuesWith(Shelf.Scheduled)
            .Where(queue => queues is null || queues.Contains(queue))
            .Where(queue => session.Routing.Queue(queue) is { Deleting: false }),
    ];

    private List<TaskState> Due(string queue, long until, int limit)
    {
        var due = new List<TaskState>();
        _due.Bind(1, queue).Bind(2, Shelf.Scheduled.Code).Bind(3, until).Bind(4, limit);
        while (_due.Step())
            due.Add(TaskStates.Read(_due, session.Names));
        return due;
    }

    /// <summary>Adds when a queue's first scheduled task is due, if it has one.</summary>
    private void AddHead(PriorityQueue<string, long> heads, string queue)
    {
        _first.Bind(1, queue).Bind(2, Shelf.Scheduled.Code);
        if (_first.Step())
            heads.Enqueue(queue, _first.Int64(0));
        _first.Reset();
    }
}
