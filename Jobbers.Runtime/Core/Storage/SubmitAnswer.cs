using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>What became of one submit.</summary>
/// <param name="Kind">Whether it was stored, and if not, why.</param>
/// <param name="Id">The stored task: the new one, or the existing or conflicting one.</param>
/// <param name="Status">Its status after the call.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="SubmittedAt">Its submit, by the store's clock.</param>
internal readonly record struct SubmitAnswer(SubmitKind Kind, Ulid Id, JobStatus Status, string Queue, DateTimeOffset SubmittedAt)
{
    /// <summary>For a full queue: when a further try makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
