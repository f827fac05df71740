namespace Jobbers.Lifecycle;

/// <summary>What a cancel did.</summary>
public enum CancelAnswer
{
    /// <summary>The task waited and is cancelled now.</summary>
    Cancelled,

    /// <summary>The task runs; the request is stored and its worker will see it. Poll to confirm.</summary>
    Requested,

    /// <summary>The task had ended before.</summary>
    AlreadyEnded,

    /// <summary>No task of that id is stored.</summary>
    NotFound,
}
