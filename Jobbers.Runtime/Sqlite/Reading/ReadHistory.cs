using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Reading;

/// <summary>A task's ended attempts: the stored ones, and the completion that its state tells.</summary>
internal sealed class ReadHistory(Database database, TaskStates states)
{
    private readonly Statement _attempts = database.Prepare(
        """
        SELECT number, worker, token, started_at, ended_at, outcome, error_type, error_message, error_stack, next_run_at
        FROM history WHERE seq = ?1 ORDER BY number
        """);

    /// <returns>Null when no such task is stored.</returns>
    public IReadOnlyList<AttemptRecord>? Get(Ulid id)
    {
        if (states.Find(id) is not { } task)
            return null;
        var attempts = new List<AttemptRecord>();
        _attempts.Bind(1, task.Seq);
        while (_attempts.Step())
            attempts.Add(Read(_attempts));
        if (task.Status == JobStatus.Completed)
            attempts.Add(Completion(task));
        return attempts;
    }

    private static AttemptRecord Read(Statement row) => new()
    {
        Number = row.Int32(0),
        Worker = row.Text(1),
        Token = row.Int64(2),
        StartedAt = Micros.ToTime(row.Int64(3)),
        EndedAt = Micros.ToTime(row.Int64(4)),
        Outcome = row.Text(5),
        Failure = row.IsNull(6) ? null : new AttemptFailure(row.Text(6), row.Text(7), row.TextOrNull(8)),
        NextRunAt = Micros.ToTime(row.Int64OrNull(9)),
    };

    private static AttemptRecord Completion(TaskState task) => new()
    {
        Number = task.Attempts,
        Worker = task.Worker ?? "",
        Token = task.Token,
        StartedAt = Micros.ToTime(task.StartedAt ?? task.Score),
        EndedAt = Micros.ToTime(task.Score),
        Outcome = OutcomeKind.Completed.ToWire(),
    };
}
