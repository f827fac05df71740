namespace Jobbers.Lifecycle;

/// <summary>Where a task stands. (Not called TaskStatus: .NET has one, and it is imported everywhere.)</summary>
public enum JobStatus
{
    /// <summary>Known to its maker only.</summary>
    Unsubmitted,

    /// <summary>Stored and queued.</summary>
    Submitted,

    /// <summary>Claimed by a worker, under a lease.</summary>
    Started,

    /// <summary>Ended with a result. Terminal.</summary>
    Completed,

    /// <summary>Ended by an unexpected exception, or out of retries. Terminal.</summary>
    Failed,

    /// <summary>Waits for its due time.</summary>
    Scheduled,

    /// <summary>Ended by request. Terminal.</summary>
    Cancelled,

    /// <summary>Ended by silence, by a shutdown, or by losing worker after worker. Terminal.</summary>
    Stalled,

    /// <summary>Ended because no handler is known. Terminal.</summary>
    Dropped,
}
