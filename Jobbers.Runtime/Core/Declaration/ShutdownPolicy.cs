namespace Jobbers.Declaration;

/// <summary>What a worker that shuts down does with a running attempt.</summary>
public enum ShutdownPolicy
{
    /// <summary>Fire the attempt's token and settle the task as stalled.</summary>
    Stop,

    /// <summary>Fire the attempt's token and put the task back in its old place, with no attempt counted.</summary>
    Resubmit,

    /// <summary>Let it run to its end, up to the worker's shutdown timeout; then put it back.</summary>
    Continue,
}
