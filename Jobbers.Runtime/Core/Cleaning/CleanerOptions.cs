namespace Jobbers.Cleaning;

/// <summary>What a cleaner does; what is null it leaves alone.</summary>
internal sealed record CleanerOptions
{
    /// <summary>Pause between two passes; null for one pass and an end. <c>--interval</c></summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Stall started tasks that were silent for longer. <c>--stale-time</c></summary>
    public TimeSpan? StaleTime { get; init; }

    /// <summary>Forget tasks that ended longer ago. <c>--completed-task-age</c></summary>
    public TimeSpan? EndedAge { get; init; }

    /// <summary>Forget dead letters older than this. <c>--dlq-age</c></summary>
    public TimeSpan? DeadLetterAge { get; init; }

    /// <summary>Forget entries of rate windows older than this. <c>--rate-limit-age</c></summary>
    public TimeSpan? RateAge { get; init; }

    /// <summary>With <see cref="CancelWaiting"/>: only tasks submitted after this. <c>--min-queue-age</c></summary>
    public DateTimeOffset? WaitingAfter { get; init; }

    /// <summary>With <see cref="CancelWaiting"/>: only tasks submitted before this. <c>--max-queue-age</c></summary>
    public DateTimeOffset? WaitingBefore { get; init; }

    /// <summary>Cancel submitted tasks inside the bounds. <c>--cancel-waiting</c></summary>
    public bool CancelWaiting { get; init; }
}
