namespace Jobbers.Sqlite.Tests;

/// <summary>A machine's two clocks in the test's hand: the monotonic one passes, the wall can also be set.</summary>
internal sealed class SteppingTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _wall = start;
    private long _ticks = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => _ticks;

    public void Pass(TimeSpan time)
    {
        _wall += time;
        _ticks += time.Ticks;
    }

    public void StepWall(TimeSpan by) => _wall += by;
}
