namespace Jobbers.Sqlite.Engine;

/// <summary>
/// The store's clock: max(last stored, wall, own previous now + half of the monotonic time since). It never runs back; while the wall is behind
/// it goes at half speed, so that leases still lapse and the two meet again. Safe for use by many threads.
/// </summary>
internal sealed class StoreClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _anchor;
    private long _anchorStamp = time.GetTimestamp();

    /// <summary>Now, in microseconds, given what the file holds.</summary>
    public long Read(long stored)
    {
        lock (_gate)
        {
            var stamp = time.GetTimestamp();
            var own = _anchor + (Micros.Of(time.GetElapsedTime(_anchorStamp, stamp)) / 2);
            var outside = Math.Max(stored, Micros.Of(time.GetUtcNow()));
            if (outside < own)
                return own;
            (_anchor, _anchorStamp) = (outside, stamp);
            return outside;
        }
    }

    /// <summary>How far it is ahead of the wall.</summary>
    public TimeSpan AheadOfWall(long stored) => Micros.ToSpan(Read(stored) - Micros.Of(time.GetUtcNow()));
}
