namespace Jobbers.Storage;

/// <summary>Where a queue's limits stand; for the question why a task is not running.</summary>
/// <param name="Ahead">Tasks of the queue that run before the one asked about.</param>
/// <param name="StartedInQueue">Attempts of the queue that run now, over all workers.</param>
/// <param name="RateFullFor">Time until the rate window has room; null when it has.</param>
internal readonly record struct WaitingState(long Ahead, long StartedInQueue, TimeSpan? RateFullFor)
{
    /// <summary>Whether <see cref="Ahead"/> is where counting ended: so many or more run before it. For a store that would have to count too many.</summary>
    public bool MoreAhead { get; init; }
}
