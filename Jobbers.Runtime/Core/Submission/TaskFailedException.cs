using Jobbers.Lifecycle;

namespace Jobbers.Submission;

/// <summary>The awaited task ended without a result: failed, cancelled, stalled or dropped.</summary>
public sealed class TaskFailedException(Ulid id, JobStatus status, string? errorType, string? error)
    : Exception($"Task {id} ended as {status.ToWire()}{(error is null ? "" : $": {error}")}.")
{
    /// <summary>The task.</summary>
    public Ulid Id { get; } = id;

    /// <summary>How it ended.</summary>
    public JobStatus Status { get; } = status;

    /// <summary>Type name of its last failure, when there was one.</summary>
    public string? ErrorType { get; } = errorType;

    /// <summary><c>Type: message</c> of its last failure, when there was one.</summary>
    public string? Error { get; } = error;
}
