using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>What became of one outcome.</summary>
/// <param name="Written">False: the claim is no longer this worker's; nothing was written.</param>
/// <param name="Status">The task's status after the call, when written.</param>
/// <param name="DeadLettered">Whether it entered the dead letters.</param>
internal readonly record struct SettleAnswer(bool Written, JobStatus Status, bool DeadLettered);
