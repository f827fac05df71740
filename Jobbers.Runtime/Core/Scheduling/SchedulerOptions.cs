namespace Jobbers.Scheduling;

/// <summary>How one scheduler promotes.</summary>
internal sealed record SchedulerOptions
{
    /// <summary>Longest sleep while nothing is due; due tasks are woken for on time. <c>SCHEDULER_POLL_INTERVAL</c></summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Tasks per store call, 1 to 500. <c>SCHEDULER_BATCH_SIZE</c></summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Only the queues of this role; null for all. <c>SCHEDULER_ROLE</c></summary>
    public string? Role { get; init; }
}
