using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>A task with all that its worker is told of it, and what a claim needs to start it. Times are microseconds.</summary>
internal sealed record ClaimCandidate(
    Ulid Id, long Seq, string Queue, Shelf Shelf, long Score, long TokenBefore, long SubmittedAt, long? RunAt, int RetryAttempt, int CrashCount,
    string Name, int Version, int Priority, byte[] Parameters, long FirstSubmittedAt, string? TraceParent)
{
    /// <summary>
    /// The columns <see cref="Read"/> expects, of s (states) and t (tasks): no more than are needed, because every task goes through here.
    /// </summary>
    public const string Columns =
        "s.id, s.seq, s.score, s.token, s.submitted_at, s.run_at, s.retry_attempt, s.crash_count, " +
        "t.name, t.version, t.priority, t.parameters, t.first_submitted_at, t.trace_parent";

    public static ClaimCandidate Read(Statement row, string queue, Shelf shelf, TextPool names) => new(
        row.Id(0), row.Int64(1), queue, shelf, row.Int64(2), row.Int64(3), row.Int64(4), row.Int64OrNull(5), row.Int32(6), row.Int32(7),
        names.Get(row.Bytes(8)), row.Int32(9), row.Int32(10), row.Bytes(11).ToArray(), row.Int64(12), row.TextOrNull(13));

    public ClaimedTask ToClaim(long token, long startedAt) => new()
    {
        Id = Id,
        Queue = Queue,
        Token = token,
        Name = Name,
        Version = Version,
        Priority = Priority,
        Parameters = Parameters,
        RetryAttempt = RetryAttempt,
        CrashCount = CrashCount,
        SubmittedAt = Micros.ToTime(SubmittedAt),
        FirstSubmittedAt = Micros.ToTime(FirstSubmittedAt),
        StartedAt = Micros.ToTime(startedAt),
        RunAt = Micros.ToTime(RunAt),
        TraceParent = TraceParent,
    };
}
