namespace Jobbers.Sqlite.Rows;

/// <summary>Counters that processes compare to learn what happened in others: each grows with a hint of its kind; routing is its version.</summary>
internal readonly record struct Bells(long Doorbell, long Schedule, long Cancels, long Routing);
