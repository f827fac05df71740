namespace Jobbers.Storage;

/// <summary>A worker's wish for tasks.</summary>
internal sealed class ClaimRequest
{
    /// <summary>At most this many queues are looked at in one call.</summary>
    public const int MaxQueues = 32;

    /// <summary>At most this many tasks are claimed in one call.</summary>
    public const int MaxWant = 256;

    /// <summary>In the order to serve them; the worker rotates it from call to call. One share (want / queues, at least 1) each in turn.</summary>
    public required IReadOnlyList<QueueRoom> Queues { get; init; }

    /// <summary>How many in all.</summary>
    public required int Want { get; init; }

    /// <summary>Whether one suspect may be among them: a task that two or more workers died with. A worker runs one at a time.</summary>
    public bool TakesSuspect { get; init; }

    public static ClaimRequest None { get; } = new() { Queues = [], Want = 0 };
}
