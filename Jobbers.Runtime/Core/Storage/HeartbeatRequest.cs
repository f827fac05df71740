namespace Jobbers.Storage;

/// <summary>Everything a worker process renews in one call. Also what makes it known: the first call comes before the first claim.</summary>
internal sealed class HeartbeatRequest
{
    public required WorkerProfile Worker { get; init; }

    /// <summary>Queues it serves now; they change with its role.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    public required int SlotsUsed { get; init; }

    /// <summary>Slots whose code did not end when told to.</summary>
    public int SlotsAbandoned { get; init; }

    /// <summary>True when it claims no more: shutting down, or at its TTL.</summary>
    public bool Draining { get; init; }

    /// <summary>Every claim it holds and has not settled.</summary>
    public required IReadOnlyList<ClaimKey> Claims { get; init; }

    /// <summary>Beats since the last call; at most one a task.</summary>
    public IReadOnlyList<Beat> Beats { get; init; } = [];
}
