using System.Diagnostics;

namespace Benchmarks.Compiling;

/// <summary>Measures one piece of work, from a clean heap.</summary>
internal sealed class CostMeter
{
    private readonly TimeSpan _cpu;
    private readonly Stopwatch _clock;

    private CostMeter()
    {
        GC.Collect();
        _cpu = Environment.CpuUsage.TotalTime;
        _clock = Stopwatch.StartNew();
    }

    public static CostMeter Start() => new();

    public Cost Stop() => new(_clock.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - _cpu).TotalMilliseconds);
}
