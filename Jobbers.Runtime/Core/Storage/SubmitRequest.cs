namespace Jobbers.Storage;

/// <summary>One task to store. Already decoded, checked and canonical.</summary>
internal sealed record SubmitRequest
{
    public required Ulid Id { get; init; }

    /// <summary>The id came from the caller: a task that has it already is compared, not overwritten.</summary>
    public bool IdIsOwn { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    /// <summary>False when the caller named no version: then an idempotent repeat is compared without it.</summary>
    public bool VersionIsOwn { get; init; }

    public required string Queue { get; init; }

    public int Priority { get; init; } = 5;

    /// <summary>Canonical UTF-8 JSON, at most <see cref="Catalog.PayloadLimits.MaxParametersBytes"/>.</summary>
    public required ReadOnlyMemory<byte> Parameters { get; init; }

    /// <summary>Due time; ahead of the store's clock the task is scheduled.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>Due this long after the store's now; not together with <see cref="RunAt"/>.</summary>
    public TimeSpan? Delay { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? UniqueKey { get; init; }

    public string? TraceParent { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public TimeSpan? MaxHeartbeatInterval { get; init; }

    public int MaxCrashes { get; init; } = 3;

    public bool SavesDeadLetter { get; init; }
}
