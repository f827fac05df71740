namespace Jobbers.Runtime.Tests;

/// <summary>A clock that nobody waits for: who sleeps wakes at once, and it is that much later. Sleeps that a test does not let pass last for ever.</summary>
/// <param name="passes">Which sleeps pass; all when left out.</param>
internal sealed class SkippingTime(Func<TimeSpan, bool>? passes = null) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _ticks;

    /// <summary>Ends when the first sleep was asked for that lasts for ever.</summary>
    public Task Held => _held.Task;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SkippingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Sleep(TimeSpan dueTime, Action wake)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return;
        if (passes?.Invoke(dueTime) == false)
        {
            _held.TrySetResult();
            return;
        }

        Interlocked.Add(ref _ticks, dueTime.Ticks);
        ThreadPool.QueueUserWorkItem(_ => wake());
    }

    private sealed class SkippingTimer(SkippingTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Sleep(dueTime, () => callback(state));
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
