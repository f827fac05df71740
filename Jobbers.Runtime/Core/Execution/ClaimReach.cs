namespace Jobbers.Execution;

/// <summary>Which of a worker's queues a claim asked.</summary>
internal enum ClaimReach
{
    /// <summary>All, by itself or as the last of a look at all.</summary>
    Whole,

    /// <summary>Some, in a look at all that is not over: the next claim follows at once.</summary>
    GoesOn,

    /// <summary>Some, because a settle carried it along; it says nothing of the others.</summary>
    Part,
}
