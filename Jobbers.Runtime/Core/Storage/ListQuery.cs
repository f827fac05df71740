using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>
/// Which tasks, in which order: submitted as they will run, scheduled by due time, ended by end (newest first), started by id; without a status,
/// newest id first. Filters other than status and queue look at no more than <see cref="MaxExamined"/> entries a call: a page may be short.
/// </summary>
internal sealed record ListQuery
{
    public const int MaxExamined = 2000;

    public const int MaxLimit = 1000;

    public JobStatus? Status { get; init; }

    public string? Queue { get; init; }

    public string? Name { get; init; }

    public int? Version { get; init; }

    public string? Tag { get; init; }

    public string? Worker { get; init; }

    public string? ErrorType { get; init; }

    public DateTimeOffset? SubmittedAfter { get; init; }

    public DateTimeOffset? SubmittedBefore { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>Opaque, from the page before.</summary>
    public string? Cursor { get; init; }
}
