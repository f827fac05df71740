using BenchmarkDotNet.Attributes;
using Benchmarks.Player;
using Jobbers.Submission;

namespace Benchmarks.Micro;

/// <summary>What a submit costs before the store: generated client, check, encoding, request, handle.</summary>
[MemoryDiagnoser]
public class EnqueueBenchmarks
{
    private static readonly string[] Sections = ["rain", "wind", "sun"];

    /// <summary>Nobody waits for a task here.</summary>
    private readonly StoreClient _client = new(new AcceptingStore(), null!, new SubmitRequests(TimeProvider.System), TimeProvider.System);

    [Benchmark]
    public async Task<Ulid> Enqueue() =>
        (await _client.EnqueueMicro(4711, "Weather in Seattle", MicroValues.Parameters.From, 12.50m, Sections)).Id;

    [Benchmark]
    public async Task<Ulid> EnqueueSmallest() => (await _client.EnqueueBench(0, 0, "")).Id;
}
