using BenchmarkDotNet.Attributes;
using Benchmarks.Player;
using Jobbers.Lifecycle;

namespace Benchmarks.Micro;

/// <summary>The decision after a failed attempt.</summary>
[MemoryDiagnoser]
public class RetryBenchmarks
{
    private static readonly TimeoutException Late = new();

    [Benchmark]
    public TimeSpan? ForAnExpectedException() => RetryDecision.ForException(MicroTaskDefinition.Descriptor.Policy, 1, expected: true, Late, 0.5).Delay;
}
