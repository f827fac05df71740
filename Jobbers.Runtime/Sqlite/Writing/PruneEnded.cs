using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>Forgets ended tasks, dead letters and rate entries that are old enough, a bounded number at a time.</summary>
internal sealed class PruneEnded(WriteSession session)
{
    private readonly Statement _old = session.Database.Prepare(
        $"SELECT {TaskStates.Columns} FROM states s WHERE queue = ?1 AND shelf = ?2 AND score <= ?3 ORDER BY score LIMIT ?4");

    public PruneAnswer Execute(PruneRules rules, int limit)
    {
        var ended = Forget(Shelf.Ended, rules.EndedAge, limit);
        var deadLetters = Forget(Shelf.DeadLetters, rules.DeadLetterAge, limit - ended);
        var rateEntries = rules.RateAge is { } age ? TrimRates(age) : 0;
        return new PruneAnswer(ended, deadLetters, rateEntries, ended + deadLetters >= limit);
    }

    private int Forget(IReadOnlyList<Shelf> shelves, TimeSpan? age, int limit)
    {
        if (age is not { } oldest)
            return 0;
        var forgotten = 0;
        foreach (var shelf in shelves)
        {
            foreach (var queue in session.Counts.QueuesWith(shelf))
                forgotten += Forget(queue, shelf, session.Now - Micros.Of(oldest), limit - forgotten);
        }

        return forgotten;
    }

    private int Forget(string queue, Shelf shelf, long until, int limit)
    {
        var tasks = new List<TaskState>();
        _old.Bind(1, queue).Bind(2, shelf.Code).Bind(3, until).Bind(4, limit);
        while (limit > 0 && _old.Step())
            tasks.Add(TaskStates.Read(_old, session.Names));
        foreach (var task in tasks)
            Forget(task);
        if (session.Routing.Queue(queue) is null)
            session.Counts.Forget(queue);
        return tasks.Count;
    }

    private void Forget(TaskState task)
    {
        if (task.Flags.HasFlag(TaskFlags.HasIdempotencyKey))
        {
            var rules = session.Details.Rules(task.Seq);
            session.Keys.ReleaseIdempotency(rules.Name, rules.IdempotencyKey!, task.Id);
        }

        session.History.Delete(task.Seq);
        session.Reports.Delete(task.Seq);
        session.Details.Delete(task.Seq);
        session.States.Delete(task.Seq);
        session.Counts.Add(task.Queue, task.Shelf, -1);
    }

    /// <summary>Never younger than the queue's own window: they still count.</summary>
    private int TrimRates(TimeSpan age)
    {
        var trimmed = 0;
        foreach (var queue in session.Rates.Queues())
        {
            var window = session.Routing.Queue(queue)?.Rate?.Window ?? TimeSpan.Zero;
            trimmed += session.Rates.Trim(queue, session.Now - Micros.Of(age > window ? age : window));
        }

        return trimmed;
    }
}
