using System.Diagnostics;
using System.Globalization;
using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Execution;
using Jobbers.Redis.Tests.Server;
using Jobbers.Setup;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Budgets;

/// <summary>
/// Guards what one job costs through the whole client and the whole worker: calls of Redis and bytes allocated. Neither depends on the machine's
/// load; a round trip or an object a job more turns it red.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class WholeCostTests : IAsyncLifetime
{
    private const int Jobs = 5_000;

    // What they take, on an idle machine as on a busy one, and less than the smallest object more. Of bulk it is the most: its blocks vary by 16 bytes.
    private const int MostBytesOfAnEnqueue = 2_696 + 23;
    private const int MostBytesOfBulk = 580 + 23;
    private const int MostBytesOfAJob = 748 + 23;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private int _ran;
    private RedisProcess _server = null!;
    private RedisStore _store = null!;
    private ConnectionMultiplexer _raw = null!;
    private ServiceProvider _services = null!;
    private TaskDescriptor<int> _task = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JobbersClient Client => _services.GetRequiredService<JobbersClient>();

    public async ValueTask InitializeAsync()
    {
        _server = await RedisProcess.StartAsync();
        _raw = await ConnectionMultiplexer.ConnectAsync(_server.Raw);
        _store = await RedisStore.OpenAsync(RedisProcess.Options(_server.Url()), NullLoggerFactory.Instance, Ct);
        _task = NumberTask.Of("count", (_, _) =>
        {
            Interlocked.Increment(ref _ran);
            return default;
        });
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddJobbersClient(_store, new TaskCatalog([_task]));
        _services = services.BuildServiceProvider();
        // Once through everything, so that what is made only once is not counted.
        await EnqueueSinglesAsync(500);
        await DrainAsync(500, slots: 50);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        await _raw.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task One_enqueue_is_one_call_of_seven_commands()
    {
        await ResetAsync();
        await EnqueueSinglesAsync(Jobs);
        Assert.Equal(Jobs, await CallsAsync("fcall"));
        // TIME, MGET of listeners, page of ids and version of the routing, sequence; HSET of id and task, ZADD, ZCARD. A new page, each 64 tasks, costs eight more.
        Assert.InRange(await CommandsAsync() / (double)Jobs, 7.0, 7.15);
    }

    [Fact]
    public async Task One_enqueue_allocates_no_more_than_it_did()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await EnqueueSinglesAsync(Jobs);
        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / Jobs, 500, MostBytesOfAnEnqueue);
    }

    [Fact]
    public async Task Many_enqueued_together_allocate_little_each()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await Client.EnqueueManyAsync(_task, Enumerable.Range(0, Jobs), cancellationToken: Ct);
        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / Jobs, 300, MostBytesOfBulk);
    }

    [Fact]
    public async Task A_job_of_a_worker_with_one_slot_is_one_call_of_twelve_commands()
    {
        await Client.EnqueueManyAsync(_task, Enumerable.Range(0, Jobs), cancellationToken: Ct);
        await ResetAsync();
        await DrainAsync(Jobs, slots: 1);
        // Settle and next claim go together. Heartbeats, rescue and start are a few calls a second.
        Assert.InRange(await CallsAsync("fcall") / (double)Jobs, 1.0, 1.05);
        // TIME, listeners with version of the routing, record of the worker twice; ZMSCORE, HSET, ZREM, ZADD of the settle; ZPOPMIN, HMGET, HSET, ZADD
        // of the claim.
        // A look for suspects comes with every eighth.
        Assert.InRange(await CommandsAsync() / (double)Jobs, 12.0, 12.6);
    }

    [Fact]
    public async Task A_job_of_a_worker_with_many_slots_shares_its_calls_and_allocates_within_the_budget()
    {
        await Client.EnqueueManyAsync(_task, Enumerable.Range(0, Jobs), cancellationToken: Ct);
        await ResetAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await DrainAsync(Jobs, slots: 50);
        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / Jobs, 500, MostBytesOfAJob);
        Assert.InRange(await CallsAsync("fcall") / (double)Jobs, 0.02, 0.06);
    }

    [Fact]
    public async Task Hundreds_of_slots_share_calls_that_are_worth_their_cost()
    {
        await Client.EnqueueManyAsync(_task, Enumerable.Range(0, Jobs), cancellationToken: Ct);
        await ResetAsync();
        await DrainAsync(Jobs, slots: 200);
        // Between 256 a call, the most, and 64, what a call is worth; the first ones and the last ones are smaller.
        Assert.InRange(await CallsAsync("fcall") / (double)Jobs, 1.0 / 256, 1.0 / 50);
    }

    private async Task EnqueueSinglesAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await Client.EnqueueAsync(_task, i, cancellationToken: Ct);
    }

    private async Task DrainAsync(int jobs, int slots)
    {
        var until = Volatile.Read(ref _ran) + jobs;
        using var exit = new WorkerExit();
        using var worker = new WorkerService(
            _store, _services.GetRequiredService<TaskCatalog>(), new WorkerOptions { Slots = slots }, exit, _services, new NoLifetime(),
            TimeProvider.System, NullLogger<WorkerService>.Instance);
        await worker.StartAsync(Ct);
        var clock = Stopwatch.StartNew();
        while (Volatile.Read(ref _ran) < until)
        {
            Assert.True(clock.Elapsed < Deadline, $"{until - _ran} of {jobs} did not run");
            await Task.Delay(10, Ct);
        }

        await worker.StopAsync(Ct);
    }

    private Task ResetAsync() => _raw.GetServer("127.0.0.1", _server.Port).ConfigResetStatisticsAsync();

    private async Task<long> CallsAsync(string command) => (await StatisticsAsync()).GetValueOrDefault("cmdstat_" + command);

    private async Task<long> CommandsAsync() => (await StatisticsAsync())
        .Where(entry => entry.Key is not ("cmdstat_fcall" or "cmdstat_config|resetstat" or "cmdstat_info")).Sum(entry => entry.Value);

    private async Task<Dictionary<string, long>> StatisticsAsync() =>
        (await _raw.GetServer("127.0.0.1", _server.Port).InfoAsync("commandstats")).SelectMany(group => group).ToDictionary(
            entry => entry.Key, entry => long.Parse(entry.Value.Split(',')[0]["calls=".Length..], CultureInfo.InvariantCulture));
}
