namespace Jobbers.Declaration;

/// <summary>
/// What a running attempt knows of itself. The worker hands one to every task method that asks for it;
/// a test of a task method may derive its own.
/// </summary>
public abstract class TaskContext
{
    /// <summary>The task's id.</summary>
    public abstract Ulid Id { get; }

    /// <summary>The task's name.</summary>
    public abstract string Name { get; }

    /// <summary>The task's version.</summary>
    public abstract int Version { get; }

    /// <summary>The queue it came from.</summary>
    public abstract string Queue { get; }

    /// <summary>0 at the first execution, then the number of the retry. Shutdowns and lost workers do not count.</summary>
    public abstract int RetryAttempt { get; }

    /// <summary>
    /// The fencing token of this attempt: grows with every start of the task. Write it beside what the task changes elsewhere and refuse
    /// lower ones, and a late attempt can do no harm.
    /// </summary>
    public abstract long FencingToken { get; }

    /// <summary>When the task was first submitted, by the store's clock.</summary>
    public abstract DateTimeOffset SubmittedAt { get; }

    /// <summary>
    /// Says that the task is alive. Cheap, does no I/O, never throws; call it once in each round of a long loop.
    /// </summary>
    /// <param name="progress">0 to 1, shown with the task; values outside are clamped, NaN is ignored. Null leaves what was said before.</param>
    /// <param name="message">A short word on what is being done, shown with the task; cut at 500 characters. Null leaves what was said before.</param>
    public abstract void Heartbeat(double? progress = null, string? message = null);
}
