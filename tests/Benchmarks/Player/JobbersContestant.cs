using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Lifecycle;
using Jobbers.Redis;
using Jobbers.Setup;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Player;

/// <summary>Jobbers whole: generated client, store, worker, invoker.</summary>
internal sealed class JobbersContestant : IContestant
{
    private readonly ITaskStore _store;
    private readonly ServiceProvider _provider;
    private readonly JobbersClient _client;

    private JobbersContestant(ITaskStore store)
    {
        _store = store;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        var builder = new JobbersBuilder(services);
        builder.AddTasks();
        services.AddJobbersClient(store, builder.BuildCatalog());
        _provider = services.BuildServiceProvider();
        _client = _provider.GetRequiredService<JobbersClient>();
    }

    /// <summary>Opens one of the contestants that can be published natively.</summary>
    public static async Task<IContestant> OpenAsync(string name, string target) => name switch
    {
        "jobbers-redis" => new JobbersContestant(
            await RedisStore.OpenAsync(new RedisStoreOptions { Url = $"redis://{target}" }, NullLoggerFactory.Instance, CancellationToken.None)),
        "jobbers-sqlite" => new JobbersContestant(
            await SqliteStore.OpenAsync(new SqliteStoreOptions(target), TimeProvider.System, CancellationToken.None)),
        "bare-redis" => await BareRedis.OpenAsync(target),
        "bare-sqlite" => new BareSqlite(target),
        _ => throw new ArgumentException($"'{name}' is no contestant.", nameof(name)),
    };

    public async Task EnqueueAsync(Job job) => await _client.EnqueueBench(job.At, job.Milliseconds, job.Text);

    public async Task EnqueueManyAsync(IReadOnlyList<Job> jobs) =>
        await _client.EnqueueBenchMany(jobs.Select(job => new BenchParameters { At = job.At, Milliseconds = job.Milliseconds, Text = job.Text }));

    public async Task<IAsyncDisposable> StartWorkerAsync(int slots)
    {
        var worker = new JobbersWorker(_store, _provider, new WorkerOptions { Slots = slots });
        await worker.StartAsync();
        return worker;
    }

    public async Task<long> CompletedAsync()
    {
        var queues = await _store.Queries.CountAsync(CancellationToken.None);
        return queues.Sum(queue => queue.ByStatus.Where(pair => pair.Key == JobStatus.Completed).Sum(pair => (long)pair.Value));
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _store.DisposeAsync();
    }
}
