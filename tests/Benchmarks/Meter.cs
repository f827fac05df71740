using System.Diagnostics;

namespace Benchmarks;

/// <summary>Measures one workload: wall time, this process's CPU and allocations, the server's CPU.</summary>
internal static class Meter
{
    public static async Task<Figure> MeasureAsync(string engine, string workload, int jobs, Func<Task> work, Func<Task<double>>? serverCpu = null)
    {
        GC.Collect();
        var server = serverCpu is null ? 0 : await serverCpu();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        await work();
        var seconds = clock.Elapsed.TotalSeconds;
        var ownCpu = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / jobs;
        var bytes = (double)(GC.GetTotalAllocatedBytes() - allocated) / jobs;
        double? serverTime = serverCpu is null ? null : (await serverCpu() - server) * 1e6 / jobs;
        return new Figure(engine, workload, jobs / seconds, ownCpu, serverTime, bytes);
    }
}
