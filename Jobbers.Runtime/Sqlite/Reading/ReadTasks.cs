using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Reading;

/// <summary>Tasks by their ids, and by their rows for those that were found by an index.</summary>
internal sealed class ReadTasks(Database database, TextPool names)
{
    private const int Details = TaskStates.ColumnCount;
    private const int Report = Details + 11;

    private const string Select =
        $"""
        SELECT {TaskStates.Columns},
          t.name, t.version, t.priority, t.parameters, t.first_submitted_at, t.max_crashes, t.beat_interval, t.idempotency_key, t.unique_key,
          t.trace_parent, t.tags,
          r.progress, r.message, r.error_type, r.error, r.result
        FROM states s CROSS JOIN tasks t ON t.seq = s.seq LEFT JOIN reports r ON r.seq = s.seq
        """;

    private readonly Statement _find = database.Prepare($"{Select} WHERE s.id = ?1");
    private readonly Statement _bySeq = database.Prepare($"{Select} WHERE s.seq = ?1");

    private readonly Statement _status = database.Prepare("SELECT shelf FROM states WHERE id = ?1");

    public IReadOnlyList<TaskRecord?> Get(IReadOnlyList<Ulid> ids) => [.. ids.Select(id => Get(id))];

    public IReadOnlyList<JobStatus?> GetStatuses(IReadOnlyList<Ulid> ids) => [.. ids.Select(GetStatus)];

    public TaskRecord? Get(Ulid id)
    {
        _find.Bind(1, id);
        return _find.Step() ? Read(_find) : null;
    }

    public TaskRecord? Get(long seq)
    {
        _bySeq.Bind(1, seq);
        return _bySeq.Step() ? Read(_bySeq) : null;
    }

    private JobStatus? GetStatus(Ulid id)
    {
        _status.Bind(1, id);
        return _status.Step() ? new Shelf(_status.Int32(0)).Status : null;
    }

    private TaskRecord Read(Statement row)
    {
        var state = TaskStates.Read(row, names);
        return new TaskRecord
        {
            Id = state.Id,
            Name = names.Get(row.Bytes(Details)),
            Version = row.Int32(Details + 1),
            Queue = state.Queue,
            Priority = row.Int32(Details + 2),
            Parameters = row.Bytes(Details + 3).ToArray(),
            Status = state.Status,
            RetryAttempt = state.RetryAttempt,
            CrashCount = state.CrashCount,
            FirstSubmittedAt = Micros.ToTime(row.Int64(Details + 4)),
            SubmittedAt = Micros.ToTime(state.SubmittedAt),
            RunAt = state.Status == JobStatus.Scheduled ? Micros.ToTime(state.Score) : null,
            StartedAt = Micros.ToTime(state.StartedAt),
            LastHeartbeatAt = Micros.ToTime(state.BeatAt),
            CompletedAt = state.Status.IsTerminal() ? Micros.ToTime(state.Score) : null,
            Worker = state.Worker,
            Token = state.Token,
            Progress = row.DoubleOrNull(Report),
            Message = row.TextOrNull(Report + 1),
            ErrorType = row.TextOrNull(Report + 2),
            Error = row.TextOrNull(Report + 3),
            Result = row.IsNull(Report + 4) ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(row.Bytes(Report + 4).ToArray()),
            CancelRequestedAt = Micros.ToTime(state.CancelAt),
            MaxCrashes = row.Int32(Details + 5),
            MaxHeartbeatInterval = row.IsNull(Details + 6) ? null : Micros.ToSpan(row.Int64(Details + 6)),
            IdempotencyKey = row.TextOrNull(Details + 7),
            UniqueKey = row.TextOrNull(Details + 8),
            TraceParent = row.TextOrNull(Details + 9),
            Tags = Lines.Split(row.TextOrNull(Details + 10)),
            SavesDeadLetter = state.Flags.HasFlag(TaskFlags.SavesDeadLetter),
            IsDeadLetter = state.Shelf.IsDeadLetter,
        };
    }
}
