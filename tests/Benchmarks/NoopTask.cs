using Jobbers.Declaration;

namespace Benchmarks;

/// <summary>The job of every workload: a small payload, no work.</summary>
public static class NoopTask
{
    /// <summary>Does nothing.</summary>
    [RegisterTask("noop", MaxRetries = 0)]
    public static Task Noop(int number, string text) => Task.CompletedTask;
}
