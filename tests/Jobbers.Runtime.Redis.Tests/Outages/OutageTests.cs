using System.Diagnostics;
using Jobbers.Catalog;
using Jobbers.Redis.Tests.Budgets;
using Jobbers.Redis.Tests.Server;
using Jobbers.Setup;
using Jobbers.Storage;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>A Redis that goes, comes back, forgets its scripts or refuses: every call says so in one sentence and works again afterwards.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private RedisProcess? _server;
    private RedisStore? _store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RedisProcess Server => _server!;

    private RedisStore Store => _store!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisProcess.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        _store = await RedisStore.OpenAsync(RedisProcess.Options(_server.Url()), NullLoggerFactory.Instance, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Scripts_that_the_server_forgot_are_loaded_again()
    {
        Store.Execution.Heartbeat(NewTasks.Report("w"), RedisProcess.Patience);
        await RawAsync("FUNCTION", "FLUSH");
        await Store.Submission.SubmitAsync(NewTasks.Many(3), Ct);
        await RawAsync("FUNCTION", "FLUSH");
        var claimed = (await Store.Execution.ClaimAsync(new WorkerCall("w", 1), NewTasks.Wish(3), Ct)).Claims;
        Assert.Equal(3, claimed.Count);
        await RawAsync("FUNCTION", "FLUSH");
        Assert.Empty(Store.Execution.Heartbeat(NewTasks.Report("w", [.. claimed.Select(c => c.Key)]), RedisProcess.Patience).Lost);
    }

    [Fact]
    public async Task After_a_killed_server_is_back_everything_goes_on_with_what_it_held()
    {
        var requests = NewTasks.Many(5);
        await Store.Submission.SubmitAsync(requests, Ct);
        Store.Execution.Heartbeat(NewTasks.Report("w"), RedisProcess.Patience);
        var rings = new RingCounter(Store.Signals);
        Server.Kill();

        var unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Submission.SubmitAsync([NewTasks.One()], Ct));
        Assert.Contains($"127.0.0.1:{Server.Port}", unavailable.Message);
        Assert.Throws<StoreUnavailableException>(() => Store.Execution.Heartbeat(NewTasks.Report("w"), TimeSpan.FromSeconds(2)));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Queries.GetAsync([requests[0].Id], Ct));

        await Server.RestartAsync();
        await UntilAsync(async () => (await Store.Queries.GetAsync([requests[0].Id], Ct))[0] is not null);
        await UntilAsync(() => ValueTask.FromResult(Store.Execution.Heartbeat(NewTasks.Report("w"), TimeSpan.FromSeconds(2)).Lost.Count == 0));
        Assert.Equal(5, (await Store.Execution.ClaimAsync(new WorkerCall("w", 1), NewTasks.Wish(10), Ct)).Claims.Count);
        await UntilAsync(async () =>
        {
            await Store.Routing.SetPausedAsync("default", false, Ct);
            return rings.Count > 0;
        });
    }

    [Fact]
    public async Task Killed_connections_come_back_by_themselves()
    {
        Store.Execution.Heartbeat(NewTasks.Report("w"), RedisProcess.Patience);
        var rings = new RingCounter(Store.Signals);
        foreach (var type in new[] { "normal", "pubsub" })
            await RawAsync("CLIENT", "KILL", "TYPE", type);

        await UntilAsync(async () => (await Store.Submission.SubmitAsync([NewTasks.One()], Ct))[0].Kind == SubmitKind.Accepted);
        await UntilAsync(() => ValueTask.FromResult(Store.Execution.Heartbeat(NewTasks.Report("w"), RedisProcess.Patience).Lost.Count == 0));
        await UntilAsync(async () =>
        {
            await Store.Routing.SetPausedAsync("default", false, Ct);
            return rings.Count > 0;
        });
    }

    [Fact]
    public async Task A_submit_repeated_after_an_unknown_end_makes_one_task()
    {
        var request = NewTasks.One();
        var first = (await Store.Submission.SubmitAsync([request], Ct))[0];
        var again = (await Store.Submission.SubmitAsync([request], Ct))[0];
        Assert.Equal((SubmitKind.Accepted, first.Id, first.SubmittedAt), (again.Kind, again.Id, again.SubmittedAt));
        Assert.Single((await Store.Queries.ListAsync(new ListQuery(), Ct)).Tasks);
    }

    [Fact]
    public async Task A_client_submits_through_a_restart_and_each_task_is_stored_once()
    {
        var task = NumberTask.Of("count", static (_, _) => default);
        await using var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddJobbersClient(Store, new TaskCatalog([task])).BuildServiceProvider();
        var client = services.GetRequiredService<JobbersClient>();
        await client.EnqueueAsync(task, 0, cancellationToken: Ct);
        Server.Kill();

        var one = client.EnqueueAsync(task, 1, cancellationToken: Ct).AsTask();
        var many = client.EnqueueManyAsync(task, Enumerable.Range(0, 60), cancellationToken: Ct).AsTask();
        await Server.RestartAsync();

        Ulid[] ids = [(await one).Id, .. (await many).Select(handle => handle.Id)];
        Assert.Equal(61, ids.Distinct().Count());
        Assert.DoesNotContain(null, await Store.Queries.GetStatusesAsync(ids, Ct));
        Assert.Equal(62, (await Store.Queries.ListAsync(new ListQuery { Limit = 100 }, Ct)).Tasks.Count);
    }

    [Fact]
    public async Task A_replica_and_a_full_memory_are_said_with_their_remedy()
    {
        await RawAsync("CONFIG", "SET", "maxmemory", "1");
        var full = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Submission.SubmitAsync([NewTasks.One()], Ct));
        Assert.Contains("maxmemory", full.Message);
        await RawAsync("CONFIG", "SET", "maxmemory", "0");
        await RawAsync("REPLICAOF", "127.0.0.1", "1");
        var replica = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Submission.SubmitAsync([NewTasks.One()], Ct));
        Assert.Contains("read-only replica", replica.Message);
        await RawAsync("REPLICAOF", "NO", "ONE");
        await UntilAsync(async () => (await Store.Submission.SubmitAsync([NewTasks.One()], Ct))[0].Kind == SubmitKind.Accepted);
    }

    [Theory]
    [InlineData("too few replicas", "CONFIG SET min-replicas-to-write 1")]
    [InlineData("read-only replica", "REPLICAOF 127.0.0.1 1")]
    [InlineData("refuses writes: see its log", "CONFIG SET save 3600~1", "BGSAVE")]
    public async Task Where_no_heartbeat_is_taken_none_is_healthy_enough_to_rescue(string reason, params string[] troubles)
    {
        await Store.Upkeep.ProveWritableAsync(Ct);
        // A snapshot cannot take a folder's place.
        Directory.CreateDirectory(Path.Combine(Server.Folder, "dump.rdb"));
        foreach (var trouble in troubles)
            await RawAsync([.. trouble.Split(' ').Select(word => word.Replace('~', ' '))]);
        while (troubles.Contains("BGSAVE") && !(await RawAsync("INFO", "persistence")).Contains("rdb_last_bgsave_status:err", StringComparison.Ordinal))
            await Task.Delay(20, Ct);

        Assert.Throws<StoreUnavailableException>(() => Store.Execution.Heartbeat(NewTasks.Report("w"), RedisProcess.Patience));
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Upkeep.ProveWritableAsync(Ct));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_answers_nothing_costs_a_heartbeat_no_more_than_its_deadline()
    {
        await UntilAsync(() => ValueTask.FromResult(Store.Execution.Heartbeat(NewTasks.Report("w"), TimeSpan.FromSeconds(1)).Lost.Count == 0));
        Server.Suspend();
        var watch = Stopwatch.StartNew();
        Assert.Throws<StoreUnavailableException>(() => Store.Execution.Heartbeat(NewTasks.Report("w"), TimeSpan.FromSeconds(1)));
        // Its own deadline, not the far longer one of other calls.
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.5), RedisProcess.Patience / 2);
        Server.Resume();
    }

    [Fact]
    public async Task A_full_server_is_opened_and_pruned()
    {
        await Store.Submission.SubmitAsync(NewTasks.Many(3), Ct);
        var claims = (await Store.Execution.ClaimAsync(new WorkerCall("w", 1), NewTasks.Wish(3), Ct)).Claims;
        await Store.Execution.SettleAsync(new WorkerCall("w", 2), [.. claims.Select(NewTasks.Done)], Ct);
        await RawAsync("CONFIG", "SET", "maxmemory", "1");

        await using var cleaner = await RedisStore.OpenAsync(RedisProcess.Options(Server.Url()), NullLoggerFactory.Instance, Ct);
        var pruned = await cleaner.Upkeep.PruneAsync(new PruneRules(TimeSpan.Zero, null, null), 100, Ct);

        Assert.Equal(3, pruned.Ended);
    }

    private async Task<string> RawAsync(params string[] command)
    {
        await using var raw = await ConnectionMultiplexer.ConnectAsync(Server.Raw);
        return (string?)await raw.GetServer("127.0.0.1", Server.Port).ExecuteAsync(command[0], [.. command[1..]]) ?? "";
    }

    private static async Task UntilAsync(Func<ValueTask<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await holds())
                    return;
            }
            catch (StoreUnavailableException) when (watch.Elapsed < Deadline)
            {
                // Not back yet.
            }

            Assert.True(watch.Elapsed < Deadline, "it did not come back in time");
            await Task.Delay(20, Ct);
        }
    }
}
