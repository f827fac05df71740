namespace Jobbers.Submission;

/// <summary>What a submit came to.</summary>
/// <param name="Id">The new task's id, or that of the one that was there.</param>
/// <param name="Deduplicated">Whether it was there already.</param>
internal readonly record struct AcceptedTask(Ulid Id, bool Deduplicated);
