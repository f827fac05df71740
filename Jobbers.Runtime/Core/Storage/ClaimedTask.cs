namespace Jobbers.Storage;

/// <summary>One task a worker now holds, for 15 s unless renewed.</summary>
internal sealed class ClaimedTask
{
    public required Ulid Id { get; init; }

    public required string Queue { get; init; }

    public required long Token { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public int Priority { get; init; }

    public required ReadOnlyMemory<byte> Parameters { get; init; }

    public int RetryAttempt { get; init; }

    public int CrashCount { get; init; }

    /// <summary>The submit, or last resubmit: the start of its time in the queue is the later of this and its due time. A retry without delay and a rescue move neither.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset FirstSubmittedAt { get; init; }

    /// <summary>The claim, by the store's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it became claimable, when it had been scheduled.</summary>
    public DateTimeOffset? RunAt { get; init; }

    public string? TraceParent { get; init; }

    public ClaimKey Key => new(Id, Queue, Token);
}
