using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>
/// The table <c>history</c>. The completion a task ended with has no row: its state says all of it, and most tasks complete at the first attempt.
/// It gets its row when a resubmit is about to overwrite that state.
/// </summary>
internal sealed class AttemptHistory(Database database)
{
    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO history (seq, number, worker, token, started_at, ended_at, outcome, error_type, error_message, error_stack, next_run_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """);

    private readonly Statement _trim = database.Prepare("DELETE FROM history WHERE seq = ?1 AND number > ?2 AND number <= ?3");
    private readonly Statement _workers = database.Prepare("SELECT DISTINCT worker FROM history WHERE seq = ?1 AND outcome = ?2 ORDER BY number");
    private readonly Statement _delete = database.Prepare("DELETE FROM history WHERE seq = ?1");

    /// <summary>Writes the attempt that <paramref name="state"/> counted last, and forgets those in the middle.</summary>
    public void Add(TaskState state, string outcome, long endedAt, AttemptFailure? failure, long? nextRunAt)
    {
        _insert.Bind(1, state.Seq).Bind(2, state.Attempts).Bind(3, state.Worker).Bind(4, state.Token).Bind(5, state.StartedAt ?? endedAt)
            .Bind(6, endedAt).Bind(7, outcome).Bind(8, failure?.Type).Bind(9, failure?.Message).Bind(10, failure?.StackTrace)
            .Bind(11, nextRunAt).Run();
        Trim(state);
    }

    /// <summary>Forgets the attempts between the first and the last that are kept.</summary>
    public void Trim(TaskState state)
    {
        var last = state.Attempts - AttemptRecord.KeptLast;
        if (last > AttemptRecord.KeptFirst)
            _trim.Bind(1, state.Seq).Bind(2, AttemptRecord.KeptFirst).Bind(3, last).Run();
    }

    /// <summary>The workers that were lost with a task, in order.</summary>
    public IReadOnlyList<string> LostWorkers(long seq)
    {
        var workers = new List<string>();
        _workers.Bind(1, seq).Bind(2, OutcomeNames.WorkerLost);
        while (_workers.Step())
            workers.Add(_workers.Text(0));
        return workers;
    }

    public void Delete(long seq) => _delete.Bind(1, seq).Run();
}
