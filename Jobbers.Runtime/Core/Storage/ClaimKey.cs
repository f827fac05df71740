namespace Jobbers.Storage;

/// <summary>What identifies one attempt to the store: the task, the queue it came from, and its fencing token.</summary>
internal readonly record struct ClaimKey(Ulid Id, string Queue, long Token);
