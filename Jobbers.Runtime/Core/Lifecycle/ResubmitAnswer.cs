namespace Jobbers.Lifecycle;

/// <summary>What a resubmit did.</summary>
public enum ResubmitAnswer
{
    /// <summary>The task waits in its queue again.</summary>
    Resubmitted,

    /// <summary>The task has not ended; there is nothing to resubmit.</summary>
    NotEnded,

    /// <summary>Another task holds its unique key.</summary>
    UniqueKeyHeld,

    /// <summary>Its queue is gone, or is being deleted.</summary>
    QueueUnknown,

    /// <summary>Its queue is at its <c>max_length</c>.</summary>
    QueueFull,

    /// <summary>No task of that id is stored.</summary>
    NotFound,
}
