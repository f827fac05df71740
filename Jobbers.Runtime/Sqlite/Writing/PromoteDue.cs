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
        var served = Served(queues);
        var due = served.SelectMany(queue => Due(queue, limit)).OrderBy(task => task.Score).Take(limit).ToList();
        var latest = due.Count == 0 ? 0 : session.Now - due[0].Score;
        foreach (var task in due)
            session.Moves.Queue(task, LifecycleVerb.Promote);
        return new PromoteAnswer(due.Count, NextDue(served), Micros.ToSpan(latest));
    }

    /// <summary>A queue that is being deleted is left alone: its tasks are cancelled by the deletion.</summary>
    private List<string> Served(IReadOnlyList<string>? queues) =>
    [
        .. session.Counts.QueuesWith(Shelf.Scheduled)
            .Where(queue => queues is null || queues.Contains(queue))
            .Where(queue => session.Routing.Queue(queue) is { Deleting: false }),
    ];

    private List<TaskState> Due(string queue, int limit)
    {
        var due = new List<TaskState>();
        _due.Bind(1, queue).Bind(2, Shelf.Scheduled.Code).Bind(3, session.Now).Bind(4, limit);
        while (_due.Step())
            due.Add(TaskStates.Read(_due, session.Names));
        return due;
    }

    private TimeSpan? NextDue(List<string> queues)
    {
        long? next = null;
        foreach (var queue in queues)
        {
            _first.Bind(1, queue).Bind(2, Shelf.Scheduled.Code);
            if (_first.Step() && (next is null || _first.Int64(0) < next))
                next = _first.Int64(0);
        }

        return next is { } time ? Micros.ToSpan(Math.Max(0, time - session.Now)) : null;
    }
}
