namespace Drills.History;

/// <summary>A process was killed, frozen or cut off.</summary>
/// <param name="ProcessId">Which; its attempts that were not accepted must start again elsewhere.</param>
/// <param name="At">The moment from which recovery counts.</param>
internal readonly record struct Interruption(int ProcessId, DateTimeOffset At);
