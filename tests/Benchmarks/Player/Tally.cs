using System.Diagnostics;

namespace Benchmarks.Player;

/// <summary>Counts the jobs of one step and takes the time of the first start and the last end.</summary>
/// <param name="expected">Jobs after which the step is over; 0 when somebody else says so.</param>
internal sealed class Tally(int expected)
{
    private readonly long[] _latencies = new long[expected];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;
    private int _ended;

    /// <summary>The step that runs. One at a time in a process.</summary>
    public static Tally Current { get; set; } = new(0);

    public Task Done => _done.Task;

    public int EndedCount => Volatile.Read(ref _ended);

    public long FirstStart { get; private set; }

    public long LastEnd { get; private set; }

    public void Started(long at, long now)
    {
        var number = Interlocked.Increment(ref _started);
        if (number == 1)
            FirstStart = now;
        if (at > 0 && number <= _latencies.Length)
            _latencies[number - 1] = now - at;
    }

    public void Ended()
    {
        var number = Interlocked.Increment(ref _ended);
        if (expected > 0 && number != expected)
            return;
        LastEnd = Stopwatch.GetTimestamp();
        _done.TrySetResult();
    }

    /// <summary>Milliseconds from enqueue to start at a share of all jobs: 0.5 for the median; 0 when no job carried its time.</summary>
    public double Latency(double share)
    {
        var known = _latencies.Where(ticks => ticks > 0).Order().ToArray();
        if (known.Length == 0)
            return 0;
        var at = (int)Math.Ceiling(share * known.Length) - 1;
        return Stopwatch.GetElapsedTime(0, known[Math.Clamp(at, 0, known.Length - 1)]).TotalMilliseconds;
    }
}
