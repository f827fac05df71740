namespace Jobbers.Storage;

/// <summary>A live worker process as its last heartbeat described it.</summary>
internal sealed record WorkerRecord(
    WorkerProfile Profile, IReadOnlyList<string> Queues, int SlotsUsed, int SlotsAbandoned, bool Draining, DateTimeOffset LastSeen);
