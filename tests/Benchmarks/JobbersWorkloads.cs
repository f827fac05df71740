using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Setup;
using Jobbers.Storage;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks;

/// <summary>The workloads, through the whole of Jobbers: generated client, store, worker, invoker.</summary>
internal sealed class JobbersWorkloads(string engine, ITaskStore store, Func<Task<double>>? serverCpu)
{
    private const int Singles = 3000;
    private const int Many = 20_000;
    private const int Producers = 50;

    public async Task<List<Figure>> RunAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(TimeProvider.System);
        var builder = new JobbersBuilder(services);
        builder.AddTasks();
        services.AddJobbersClient(store, builder.BuildCatalog());
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<JobbersClient>();
        await client.EnqueueNoop(0, "warm");
        var figures = new List<Figure>
        {
            await Meter.MeasureAsync(engine, "enqueue one at a time", Singles, () => SinglesAsync(client, Singles), serverCpu),
            await Meter.MeasureAsync(engine, "enqueue, 50 in flight", Many, () => Task.WhenAll(Enumerable.Range(0, Producers).Select(_ => SinglesAsync(client, Many / Producers))), serverCpu),
            await Meter.MeasureAsync(engine, "enqueue in bulk", Many, async () => await client.EnqueueNoopMany(Parameters(Many)), serverCpu),
        };
        await DrainAsync(provider, 50);
        foreach (var slots in new[] { 10, 50, 200 })
        {
            await client.EnqueueNoopMany(Parameters(Many));
            figures.Add(await Meter.MeasureAsync(engine, $"drain, {slots} slots", Many, () => DrainAsync(provider, slots), serverCpu));
        }

        return figures;
    }

    private static IEnumerable<NoopParameters> Parameters(int count) =>
        Enumerable.Range(0, count).Select(i => new NoopParameters { Number = i, Text = "a small payload" });

    private static async Task SinglesAsync(JobbersClient client, int count)
    {
        for (var i = 0; i < count; i++)
            await client.EnqueueNoop(i, "a small payload");
    }

    private async Task DrainAsync(ServiceProvider provider, int slots)
    {
        using var exit = new WorkerExit();
        using var worker = new WorkerService(
            store, provider.GetRequiredService<TaskCatalog>(), new WorkerOptions { Slots = slots }, exit, provider,
            new NoLifetime(), TimeProvider.System, provider.GetRequiredService<ILogger<WorkerService>>());
        await worker.StartAsync(CancellationToken.None);
        while ((await store.Queries.CountAsync(CancellationToken.None)).Sum(queue => queue.ByStatus.Where(pair => pair.Key is Jobbers.Lifecycle.JobStatus.Submitted or Jobbers.Lifecycle.JobStatus.Started).Sum(pair => pair.Value)) > 0)
            await Task.Delay(20);
        await worker.StopAsync(CancellationToken.None);
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
