using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Rows;

/// <summary>The table <c>states</c>, one row at a time.</summary>
internal sealed class TaskStates(Database database, TextPool names)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order, from a table named s.</summary>
    public const string Columns =
        "s.id, s.seq, s.queue, s.shelf, s.score, s.place, s.flags, s.submitted_at, s.run_at, s.token, s.worker, s.started_at, " +
        "s.beat_at, s.cancel_at, s.settled, s.retry_attempt, s.crash_count, s.attempts";

    public const int ColumnCount = 18;

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM states s WHERE id = ?1");

    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO states (id, seq, queue, shelf, score, place, flags, submitted_at, run_at, token, retry_attempt, crash_count, attempts, room)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, 0, zeroblob(42)) ON CONFLICT (id) DO NOTHING
        """);

    private readonly Statement _save = database.Prepare(
        """
        UPDATE states SET shelf = ?2, score = ?3, place = ?4, submitted_at = ?5, run_at = ?6, token = ?7, worker = ?8, started_at = ?9,
          beat_at = ?10, cancel_at = ?11, settled = ?12, retry_attempt = ?13, crash_count = ?14, attempts = ?15
        WHERE seq = ?1
        """);

    /// <summary>What a claim changes, for the front of a shelf at once: fewer columns than all, for a verb that each task goes through.</summary>
    private readonly Statement _start = database.Prepare(
        $"""
        UPDATE states SET shelf = {Shelf.Started.Code}, score = ?5, token = max(token, ?6) + 1, worker = ?7, started_at = ?6, beat_at = NULL,
          settled = NULL, room = x'00'
        WHERE queue = ?1 AND shelf = ?2 AND (score, seq) <= (?3, ?4)
        """);

    private readonly Statement _complete = database.Prepare(CompleteWhere("id = ?1"));
    private readonly Statement _completeRow = database.Prepare(CompleteWhere("seq = ?5 AND id = ?1"));

    private readonly Statement _request = database.Prepare("UPDATE states SET cancel_at = ?2 WHERE seq = ?1");
    private readonly Statement _delete = database.Prepare("DELETE FROM states WHERE seq = ?1");

    public TaskState? Find(Ulid id)
    {
        _find.Bind(1, id);
        return _find.Step() ? Read(_find, names) : null;
    }

    /// <returns>False when the id is there already.</returns>
    public bool TryInsert(TaskState state)
    {
        _insert.Bind(1, state.Id).Bind(2, state.Seq).Bind(3, state.Queue).Bind(4, state.Shelf.Code).Bind(5, state.Score).Bind(6, state.Place)
            .Bind(7, (int)state.Flags).Bind(8, state.SubmittedAt).Bind(9, state.RunAt).Run();
        return database.Changes > 0;
    }

    public void Save(TaskState state) => _save
        .Bind(1, state.Seq).Bind(2, state.Shelf.Code).Bind(3, state.Score).Bind(4, state.Place).Bind(5, state.SubmittedAt).Bind(6, state.RunAt)
        .Bind(7, state.Token).Bind(8, state.Worker).Bind(9, state.StartedAt).Bind(10, state.BeatAt).Bind(11, state.CancelAt)
        .Bind(12, (long?)(int?)state.Settled).Bind(13, state.RetryAttempt).Bind(14, state.CrashCount).Bind(15, state.Attempts).Run();

    /// <summary>Writes what a claim changes, of all tasks on a shelf up to a place. Each gets the token that <see cref="TokenAfter"/> tells.</summary>
    public void SaveStarts(string queue, Shelf shelf, long score, long seq, string worker, long startedAt, long leaseEnd) => _start
        .Bind(1, queue).Bind(2, shelf.Code).Bind(3, score).Bind(4, seq).Bind(5, leaseEnd).Bind(6, startedAt).Bind(7, worker).Run();

    /// <summary>The token a claim gives: beyond the one before, whatever the clock says.</summary>
    public static long TokenAfter(long before, long now) => Math.Max(before, now) + 1;

    /// <summary>
    /// Completes an attempt without reading its task: nearly every settle is this one. The task must still be held by the token, have no unique
    /// key to release and no attempt to forget.
    /// </summary>
    /// <param name="claim">The claim that its worker holds.</param>
    /// <param name="now">Its end.</param>
    /// <param name="row">Where it lies, when that is known.</param>
    /// <returns>False when it is another case; nothing is written.</returns>
    public bool TryComplete(ClaimKey claim, long now, long? row)
    {
        var complete = row is { } seq ? _completeRow.Bind(5, seq) : _complete;
        complete.Bind(1, claim.Id).Bind(2, claim.Token).Bind(3, claim.Queue).Bind(4, now).Run();
        return database.Changes > 0;
    }

    private static string CompleteWhere(string found) =>
        $"""
        UPDATE states SET shelf = {Shelf.Completed.Code}, score = ?4, settled = {(int)OutcomeKind.Completed}, attempts = attempts + 1, room = NULL
        WHERE {found} AND token = ?2 AND queue = ?3 AND shelf = {Shelf.Started.Code}
          AND flags & {(int)TaskFlags.HasUniqueKey} = 0 AND attempts < {AttemptRecord.KeptAll}
        """;

    public void SaveCancelRequest(TaskState state) => _request.Bind(1, state.Seq).Bind(2, state.CancelAt).Run();

    public void Delete(long seq) => _delete.Bind(1, seq).Run();

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static TaskState Read(Statement row, TextPool names) => new()
    {
        Id = row.Id(0),
        Seq = row.Int64(1),
        Queue = names.Get(row.Bytes(2)),
        Shelf = new Shelf(row.Int32(3)),
        Score = row.Int64(4),
        Place = row.Int64(5),
        Flags = (TaskFlags)row.Int32(6),
        SubmittedAt = row.Int64(7),
        RunAt = row.Int64OrNull(8),
        Token = row.Int64(9),
        Worker = row.IsNull(10) ? null : names.Get(row.Bytes(10)),
        StartedAt = row.Int64OrNull(11),
        BeatAt = row.Int64OrNull(12),
        CancelAt = row.Int64OrNull(13),
        Settled = row.IsNull(14) ? null : (OutcomeKind)row.Int32(14),
        RetryAttempt = row.Int32(15),
        CrashCount = row.Int32(16),
        Attempts = row.Int32(17),
    };
}
