using Jobbers.Declaration;

namespace Benchmarks.Player;

/// <summary>The job as a Jobbers task.</summary>
public static class BenchTask
{
    /// <summary>The job of every workload.</summary>
    [RegisterTask("bench", MaxRetries = 0)]
    public static Task Bench(long at, int milliseconds, string text) => JobBody.RunAsync(at, milliseconds);
}
