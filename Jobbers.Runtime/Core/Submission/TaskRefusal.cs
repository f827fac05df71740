namespace Jobbers.Submission;

/// <summary>Why a valid submit was refused.</summary>
public enum TaskRefusal
{
    /// <summary>No queue of that name exists.</summary>
    QueueUnknown,

    /// <summary>The queue is at its <c>max_length</c>.</summary>
    QueueFull,

    /// <summary>The queue is being deleted.</summary>
    QueueDeleting,

    /// <summary>A task of that id, or under that idempotency key, has other parameters.</summary>
    Conflict,
}
