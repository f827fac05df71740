namespace Jobbers.Routing;

/// <summary>A queue's limits. What is null is not limited.</summary>
internal sealed record QueueConfig
{
    /// <summary>1 to 100 characters of <c>[a-zA-Z0-9_.-]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Attempts at once in one worker process, from 1.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Attempts at once over all workers, from 1.</summary>
    public int? MaxConcurrentTotal { get; init; }

    /// <summary>How many attempts may start in any window; null for no limit.</summary>
    public RateLimit? Rate { get; init; }

    /// <summary>How many tasks may wait; a submit beyond is refused.</summary>
    public int? MaxLength { get; init; }

    /// <summary>While true nothing is claimed from it.</summary>
    public bool Paused { get; init; }

    /// <summary>While true it takes no submits, and what would return to it is cancelled.</summary>
    public bool Deleting { get; init; }
}
