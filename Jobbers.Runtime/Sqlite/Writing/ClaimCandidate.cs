using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>A task with all that its worker is told of it.</summary>
internal sealed record ClaimCandidate(
    TaskState State, string Name, int Version, int Priority, byte[] Parameters, long FirstSubmittedAt, string? TraceParent)
{
    /// <summary>The columns <see cref="Read"/> expects, of s (states) and t (tasks).</summary>
    public const string Columns = TaskStates.Columns + ", t.name, t.version, t.priority, t.parameters, t.first_submitted_at, t.trace_parent";

    private const int Own = TaskStates.ColumnCount;

    public static ClaimCandidate Read(Statement row, TextPool names) => new(
        TaskStates.Read(row, names), names.Get(row.Bytes(Own)), row.Int32(Own + 1), row.Int32(Own + 2), row.Bytes(Own + 3).ToArray(),
        row.Int64(Own + 4), row.TextOrNull(Own + 5));

    public ClaimedTask ToClaim() => new()
    {
        Id = State.Id,
        Queue = State.Queue,
        Token = State.Token,
        Name = Name,
        Version = Version,
        Priority = Priority,
        Parameters = Parameters,
        RetryAttempt = State.RetryAttempt,
        CrashCount = State.CrashCount,
        SubmittedAt = Micros.ToTime(State.SubmittedAt),
        FirstSubmittedAt = Micros.ToTime(FirstSubmittedAt),
        StartedAt = Micros.ToTime(State.StartedAt ?? 0),
        RunAt = Micros.ToTime(State.RunAt),
        TraceParent = TraceParent,
    };
}
