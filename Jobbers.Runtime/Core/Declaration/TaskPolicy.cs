namespace Jobbers.Declaration;

/// <summary>The options of one declared task as data: what <see cref="RegisterTaskAttribute"/> said, with the defaults filled in.</summary>
public sealed record TaskPolicy
{
    /// <summary>The policy of a task that writes no option.</summary>
    public static TaskPolicy Default { get; } = new();

    /// <summary>Retries after the first execution.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Base delay before a retry; null puts the task back in its queue at once.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>How the delay grows.</summary>
    public BackoffStrategy Backoff { get; init; } = BackoffStrategy.Exponential;

    /// <summary>Upper bound of every delay.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What one attempt may take; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Longest silence between two heartbeats; null for a task that is not watched.</summary>
    public TimeSpan? MaxHeartbeatInterval { get; init; }

    /// <summary>Whether a failed task enters the dead letters.</summary>
    public DeadLetterPolicy DeadLetterPolicy { get; init; }

    /// <summary>What a shutdown does to a running attempt.</summary>
    public ShutdownPolicy OnShutdown { get; init; }

    /// <summary>Attempts of this task at once in one worker process; null for as many as it has slots.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Workers that may die with this task before it is stalled.</summary>
    public int MaxCrashes { get; init; } = 3;

    /// <summary>Whether the result is stored.</summary>
    public bool KeepResult { get; init; } = true;
}
