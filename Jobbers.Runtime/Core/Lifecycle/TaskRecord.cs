namespace Jobbers.Lifecycle;

/// <summary>One stored task as it stood when it was read. Times are UTC, by the store's clock.</summary>
public sealed record TaskRecord
{
    /// <summary>The task's id.</summary>
    public required Ulid Id { get; init; }

    /// <summary>The handler's name.</summary>
    public required string Name { get; init; }

    /// <summary>The handler's version.</summary>
    public required int Version { get; init; }

    /// <summary>Its queue.</summary>
    public required string Queue { get; init; }

    /// <summary>0 to 9; higher runs first.</summary>
    public int Priority { get; init; }

    /// <summary>The parameters, canonical UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Parameters { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Retries counted so far.</summary>
    public int RetryAttempt { get; init; }

    /// <summary>Workers that died with it.</summary>
    public int CrashCount { get; init; }

    /// <summary>When it was submitted for the first time; resubmits keep it.</summary>
    public DateTimeOffset FirstSubmittedAt { get; init; }

    /// <summary>When it was submitted, or last resubmitted.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it becomes due, while scheduled.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>When its last attempt started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Its last heartbeat.</summary>
    public DateTimeOffset? LastHeartbeatAt { get; init; }

    /// <summary>When it ended, whatever the end.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The worker process of its last attempt.</summary>
    public string? Worker { get; init; }

    /// <summary>Fencing token of its last attempt; 0 before the first.</summary>
    public long Token { get; init; }

    /// <summary>0 to 1, as its last attempt said.</summary>
    public double? Progress { get; init; }

    /// <summary>What its last attempt said it was doing.</summary>
    public string? Message { get; init; }

    /// <summary>The result, UTF-8 JSON, when it completed with one that is kept.</summary>
    public ReadOnlyMemory<byte>? Result { get; init; }

    /// <summary>Type name of the last failure.</summary>
    public string? ErrorType { get; init; }

    /// <summary><c>Type: message</c> of the last failure.</summary>
    public string? Error { get; init; }

    /// <summary>When a cancel of the running task was asked for.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>The idempotency key it was submitted under.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The key of its <c>UniqueBy</c> values.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>W3C <c>traceparent</c> of the submit.</summary>
    public string? TraceParent { get; init; }

    /// <summary>At most 10.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Longest silence allowed between heartbeats, as declared.</summary>
    public TimeSpan? MaxHeartbeatInterval { get; init; }

    /// <summary>Lost workers after which it is stalled, as declared.</summary>
    public int MaxCrashes { get; init; } = 3;

    /// <summary>Whether a failure enters the dead letters, as declared.</summary>
    public bool SavesDeadLetter { get; init; }

    /// <summary>Whether it is among the dead letters.</summary>
    public bool IsDeadLetter { get; init; }
}
