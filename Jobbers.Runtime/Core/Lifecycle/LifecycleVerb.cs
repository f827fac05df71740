namespace Jobbers.Lifecycle;

/// <summary>Everything that can change a task's status. Each is one atomic store call.</summary>
public enum LifecycleVerb
{
    /// <summary>A client stores a new task.</summary>
    Submit,

    /// <summary>A scheduler queues a due task.</summary>
    Promote,

    /// <summary>A worker takes a task under a lease.</summary>
    Claim,

    /// <summary>A client or manager ends a waiting task.</summary>
    Cancel,

    /// <summary>A worker writes how an attempt ended.</summary>
    Settle,

    /// <summary>A healthy process takes a task from a worker whose lease lapsed.</summary>
    Rescue,

    /// <summary>A cleaner ends a running task that has been silent for too long (<c>--stale-time</c>).</summary>
    Stall,

    /// <summary>An operator gives an ended task a second chance.</summary>
    Resubmit,
}
