namespace Jobbers.Storage;

internal enum QueueDeletion
{
    Deleted,

    /// <summary>Marked; its waiting tasks are being cancelled and its running ones awaited. Call again.</summary>
    InProgress,

    /// <summary>Tasks wait, run or are scheduled in it, and it was not forced.</summary>
    NotEmpty,

    NotFound,
}
