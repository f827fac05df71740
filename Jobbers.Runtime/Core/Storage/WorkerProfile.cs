namespace Jobbers.Storage;

/// <summary>What a worker process says of itself; does not change while it lives.</summary>
internal sealed record WorkerProfile
{
    /// <summary>New at each process start.</summary>
    public required string Worker { get; init; }

    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    public required string Version { get; init; }

    public required string Role { get; init; }

    public required int Slots { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>name@version</c> of every task it knows, sorted.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }
}
