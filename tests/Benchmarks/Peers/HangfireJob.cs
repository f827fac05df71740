using Benchmarks.Player;

namespace Benchmarks.Peers;

/// <summary>The job of every workload, as Hangfire calls it: by its serialized name.</summary>
public static class HangfireJob
{
    public static Task Run(long at, int milliseconds, string text) => JobBody.RunAsync(at, milliseconds);
}
