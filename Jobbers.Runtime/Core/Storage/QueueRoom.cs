namespace Jobbers.Storage;

/// <summary>A queue a worker would claim from, and for how many tasks it has room (free slots, less the queue's per-worker limit).</summary>
internal readonly record struct QueueRoom(string Queue, int Free);
