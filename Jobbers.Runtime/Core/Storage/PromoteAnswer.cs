namespace Jobbers.Storage;

/// <summary>What a promote pass did.</summary>
/// <param name="Promoted">Tasks queued.</param>
/// <param name="NextDue">Time until the next scheduled task is due; zero when more are due now; null when none is scheduled.</param>
/// <param name="MaxLateness">How late the latest of them was.</param>
internal readonly record struct PromoteAnswer(int Promoted, TimeSpan? NextDue, TimeSpan MaxLateness);
