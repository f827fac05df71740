namespace Jobbers.Cleaning;

/// <summary>What one pass of the cleaner did.</summary>
/// <param name="Stalled">Silent tasks that were stalled.</param>
/// <param name="Cancelled">Waiting tasks that were cancelled.</param>
/// <param name="Ended">Ended tasks that were forgotten.</param>
/// <param name="DeadLetters">Dead letters that were forgotten.</param>
/// <param name="RateEntries">Entries of rate windows that were forgotten.</param>
internal sealed record CleanerReport(int Stalled, int Cancelled, int Ended, int DeadLetters, int RateEntries);
