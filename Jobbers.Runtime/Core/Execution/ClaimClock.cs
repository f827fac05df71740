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
    private int _found;
    private int _rung = 1;

    /// <summary>A doorbell rang.</summary>
    public void Ring() => Volatile.Write(ref _rung, 1);

    /// <summary>Time until a claim is due; zero when it is now.</summary>
    public TimeSpan UntilDue()
    {
        if (Volatile.Read(ref _rung) != 0)
            return TimeSpan.Zero;
        var left = time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _dueAt));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>A claim is about to be made up: doorbells from here on mean something new.</summary>
    /// <returns>Whether one rang since the last claim.</returns>
    public bool Claiming() => Interlocked.Exchange(ref _rung, 0) != 0;

    /// <summary>A claim was answered.</summary>
    /// <param name="claimed">How many tasks it brought.</param>
    /// <param name="moreWaiting">Whether it left claimable tasks behind.</param>
    /// <param name="nextAfter">Time to the next rate slot.</param>
    /// <param name="reach">Which queues it asked.</param>
    public void Claimed(int claimed, bool moreWaiting, TimeSpan? nextAfter, ClaimReach reach)
    {
        if (moreWaiting)
            Ring();
        var now = time.GetTimestamp();
        if (nextAfter is { } slot)
            _slotAt = Math.Min(_slotAt, now + Ticks(slot));
        _found += claimed;
        if (reach == ClaimReach.GoesOn)
        {
            Volatile.Write(ref _dueAt, now);
            return;
        }

        _fallback = _found > 0 ? FirstFallback : Min(_fallback * 1.5, LastFallback);
        var wait = _fallback * (0.75 + (0.5 * Random.Shared.NextDouble()));
        var due = Math.Min(now + Ticks(wait), _slotAt);
        if (reach == ClaimReach.Part && _dueAt > now)
            due = Math.Min(due, _dueAt);
        Volatile.Write(ref _dueAt, due);
        (_slotAt, _found) = (long.MaxValue, 0);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
