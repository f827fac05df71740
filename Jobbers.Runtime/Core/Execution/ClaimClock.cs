namespace Jobbers.Execution;

/// <summary>
/// When a worker should ask for tasks without settling anything: after a doorbell, when a rate window has room again, when the last claim left
/// tasks behind, and as a fallback after 1 s of silence, growing to 5 s, because a doorbell may be lost.
/// </summary>
internal sealed class ClaimClock(TimeProvider time)
{
    private static readonly TimeSpan FirstFallback = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastFallback = TimeSpan.FromSeconds(5);

    private TimeSpan _fallback = FirstFallback;
    private long _dueAt = time.GetTimestamp();
    private long _slotAt = long.MaxValue;
    private int _rung = 1;

    /// <summary>A doorbell rang.</summary>
    public void Ring() => Volatile.Write(ref _rung, 1);

    /// <summary>Whether a doorbell rang since the last claim.</summary>
    public bool HasRung => Volatile.Read(ref _rung) != 0;

    /// <summary>Time until a claim is due; zero when it is now.</summary>
    public TimeSpan UntilDue()
    {
        if (HasRung)
            return TimeSpan.Zero;
        var left = time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _dueAt));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>A claim is about to be sent: doorbells from here on mean something new.</summary>
    public void Claiming() => Interlocked.Exchange(ref _rung, 0);

    /// <summary>A claim was answered.</summary>
    /// <param name="claimed">How many tasks it brought.</param>
    /// <param name="moreWaiting">Whether it left claimable tasks behind.</param>
    /// <param name="nextAfter">Time to the next rate slot.</param>
    /// <param name="goesOn">Whether there are queues that it could not name: they are asked for at once.</param>
    public void Claimed(int claimed, bool moreWaiting, TimeSpan? nextAfter, bool goesOn)
    {
        if (moreWaiting)
            Ring();
        var now = time.GetTimestamp();
        if (nextAfter is { } slot)
            _slotAt = Math.Min(_slotAt, now + Ticks(slot));
        if (goesOn)
        {
            Volatile.Write(ref _dueAt, now);
            return;
        }

        _fallback = claimed > 0 ? FirstFallback : Min(_fallback * 1.5, LastFallback);
        var wait = _fallback * (0.75 + (0.5 * Random.Shared.NextDouble()));
        Volatile.Write(ref _dueAt, Math.Min(now + Ticks(wait), _slotAt));
        _slotAt = long.MaxValue;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
