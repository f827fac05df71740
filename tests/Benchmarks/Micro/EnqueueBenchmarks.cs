using BenchmarkDotNet.Attributes;
using Benchmarks.Player;
using Jobbers.Setup;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Micro;

/// <summary>What a submit costs before the store: generated client, check, encoding, request, handle.</summary>
[MemoryDiagnoser]
public class EnqueueBenchmarks
{
    private static readonly string[] Sections = ["rain", "wind", "sun"];

    private JobbersClient _client = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var builder = new JobbersBuilder(services);
        services.AddJobbersClient(new AcceptingStore(), builder.BuildCatalog());
        _client = services.BuildServiceProvider().GetRequiredService<JobbersClient>();
    }

    [Benchmark]
    public async Task<Ulid> Enqueue() =>
        (await _client.EnqueueMicro(4711, "Weather in Seattle", MicroValues.Parameters.From, 12.50m, Sections)).Id;

    [Benchmark]
    public async Task<Ulid> EnqueueSmallest() => (await _client.EnqueueBench(0, 0, "")).Id;
}
