using Jobbers.Lifecycle;

namespace Jobbers.Sqlite.Rows;

/// <summary>One row of <c>states</c>, as a verb changes it. Times are microseconds.</summary>
internal sealed class TaskState
{
    public required Ulid Id { get; init; }

    public required long Seq { get; init; }

    public required string Queue { get; init; }

    public Shelf Shelf { get; set; }

    public long Score { get; set; }

    public long Place { get; set; }

    public TaskFlags Flags { get; init; }

    public long SubmittedAt { get; set; }

    public long? RunAt { get; set; }

    public long Token { get; set; }

    public string? Worker { get; set; }

    public long? StartedAt { get; set; }

    public long? BeatAt { get; set; }

    public long? CancelAt { get; set; }

    /// <summary>What the last token's own settle wrote; null while it has not, and when another verb ended the attempt.</summary>
    public OutcomeKind? Settled { get; set; }

    public int RetryAttempt { get; set; }

    public int CrashCount { get; set; }

    /// <summary>Attempts that belong to the history.</summary>
    public int Attempts { get; set; }

    public JobStatus Status => Shelf.Status;

    public bool IsHeldBy(long token) => Shelf == Shelf.Started && Token == token;
}
