namespace Jobbers.Lifecycle;

/// <summary>How an attempt ended, as its worker judged it. A stored cancel request turns every kind that would run again into cancelled.</summary>
public enum OutcomeKind
{
    /// <summary>The method returned. → completed</summary>
    Completed,

    /// <summary>An expected failure with retries left; counts one. → scheduled with a delay, submitted without</summary>
    Retry,

    /// <summary>Out of retries, or an unexpected failure. → failed, with a dead letter if the policy says so</summary>
    Failed,

    /// <summary>The code ended because of a cancel. → cancelled</summary>
    Cancelled,

    /// <summary>Interrupted by a shutdown; nothing counts. → submitted, old place</summary>
    Requeued,

    /// <summary>Claimed, but never started; nothing counts and no history is written. → submitted, old place</summary>
    GivenBack,

    /// <summary>Not for this process now; nothing counts and no history is written. → scheduled after the given delay</summary>
    Deferred,

    /// <summary>Silent beyond its interval, or stopped by a shutdown. → stalled</summary>
    Stalled,

    /// <summary>No handler is known. → dropped</summary>
    Dropped,
}
