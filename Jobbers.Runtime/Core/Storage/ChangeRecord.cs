using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>A task took another status.</summary>
internal readonly record struct ChangeRecord(Ulid Id, string Queue, JobStatus Status);
