using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// Stalls started tasks that should have given a sign of life. Only those whose worker renewed the claim after they should: a silent process is
/// the lease's matter.
/// </summary>
internal sealed class StallSilent(WriteSession session)
{
    private readonly Statement _silent = session.Database.Prepare(
        $"""
        SELECT {TaskStates.Columns} FROM states s
        WHERE queue = ?1 AND shelf = ?2 AND (beat_at IS NOT NULL OR flags & ?3 <> 0)
          AND coalesce(beat_at, started_at) + ?4 <= ?5 AND score - ?6 > coalesce(beat_at, started_at) + ?4
        ORDER BY score, seq LIMIT ?7
        """);

    public IReadOnlyList<Ulid> Execute(TimeSpan staleTime, int limit)
    {
        var stalled = new List<Ulid>();
        foreach (var queue in session.Counts.QueuesWith(Shelf.Started))
        {
            foreach (var task in Silent(queue, staleTime, limit - stalled.Count))
            {
                Stall(task, staleTime);
                stalled.Add(task.Id);
            }
        }

        return stalled;
    }

    private List<TaskState> Silent(string queue, TimeSpan staleTime, int limit)
    {
        var silent = new List<TaskState>();
        if (limit <= 0)
            return silent;
        _silent.Bind(1, queue).Bind(2, Shelf.Started.Code).Bind(3, (int)TaskFlags.Watched).Bind(4, Micros.Of(staleTime)).Bind(5, session.Now)
            .Bind(6, Micros.Of(LeaseTimes.Lease)).Bind(7, limit);
        while (_silent.Step())
            silent.Add(TaskStates.Read(_silent, session.Names));
        return silent;
    }

    private void Stall(TaskState task, TimeSpan staleTime)
    {
        var failure = AttemptFailure.From("Stalled", $"no heartbeat for more than {staleTime.TotalSeconds:0.#} s");
        session.Reports.SaveFailure(task.Seq, failure);
        task.Attempts++;
        session.History.Add(task, OutcomeKind.Stalled.ToWire(), session.Now, failure, null);
        if (task.Worker is { } worker && session.Workers.Find(worker) is { } record && record.Suspects(task.Id, task.Token))
            session.Workers.ClearSuspect(worker);
        session.Moves.End(task, JobStatus.Stalled, LifecycleVerb.Stall);
    }
}
