namespace Jobbers.Generators.Model;

/// <summary>The options of <c>[RegisterTask]</c> that were written and differ from the defaults; null or empty for all others.</summary>
internal sealed record PolicyModel
{
    public string Queue { get; init; } = "default";

    public int Priority { get; init; } = 5;

    public int? MaxRetries { get; init; }

    public double? RetryDelay { get; init; }

    public string? Backoff { get; init; }

    public double? MaxRetryDelay { get; init; }

    public double? Timeout { get; init; }

    public double? MaxHeartbeatInterval { get; init; }

    public string? DeadLetterPolicy { get; init; }

    public string? OnShutdown { get; init; }

    public int? MaxConcurrent { get; init; }

    public int? MaxCrashes { get; init; }

    public string? Cron { get; init; }

    /// <summary>Null for UTC.</summary>
    public string? CronTimeZone { get; init; }

    public bool DropsResult { get; init; }

    /// <summary>The <c>global::</c> names of the exceptions that are retried.</summary>
    public EquatableArray<string> ExpectedExceptions { get; init; }
}
