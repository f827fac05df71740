using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>How many tasks of a queue ended in one way within some time.</summary>
internal readonly record struct EndCount(string Queue, JobStatus Status, long Count);
