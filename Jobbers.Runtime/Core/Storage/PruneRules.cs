namespace Jobbers.Storage;

/// <summary>What may be forgotten. A null age forgets nothing of its kind.</summary>
/// <param name="EndedAge">Tasks that ended longer ago, all five terminal statuses, dead letters excepted.</param>
/// <param name="DeadLetterAge">Dead letters older than this, with their task and history.</param>
/// <param name="RateAge">Entries of rate windows; never younger than the queue's own window.</param>
internal sealed record PruneRules(TimeSpan? EndedAge, TimeSpan? DeadLetterAge, TimeSpan? RateAge);
