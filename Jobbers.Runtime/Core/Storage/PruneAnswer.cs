namespace Jobbers.Storage;

/// <summary>What one bounded step forgot.</summary>
/// <param name="Ended">Ended tasks.</param>
/// <param name="DeadLetters">Dead letters.</param>
/// <param name="RateEntries">Entries of rate windows.</param>
/// <param name="More">The bound was reached: call again.</param>
internal readonly record struct PruneAnswer(int Ended, int DeadLetters, int RateEntries, bool More);
