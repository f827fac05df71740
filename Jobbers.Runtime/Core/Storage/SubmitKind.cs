namespace Jobbers.Storage;

internal enum SubmitKind
{
    /// <summary>A new task is stored and queued (or scheduled); or was, by an earlier try of this submit, whose id was made for it.</summary>
    Accepted,

    /// <summary>Its own id is taken by an equal task.</summary>
    ExistingId,

    /// <summary>Its idempotency key is held by a task of the same payload.</summary>
    ExistingIdempotencyKey,

    /// <summary>Its unique key is held by a task that waits or runs.</summary>
    ExistingUniqueKey,

    /// <summary>Its own id is taken by a different task.</summary>
    IdConflict,

    /// <summary>Its idempotency key is held by a task of another payload.</summary>
    IdempotencyConflict,

    QueueUnknown,

    QueueFull,

    QueueDeleting,
}
