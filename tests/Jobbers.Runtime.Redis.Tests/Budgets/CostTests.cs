using System.Globalization;
using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Budgets;

/// <summary>Guards what a task costs Redis, in commands and bytes, which do not depend on the machine's load.</summary>
public sealed class CostTests : IAsyncLifetime
{
    private const int Tasks = 10_000;
    private const int LoneTasks = 1_000;

    private RedisProcess? _server;
    private RedisStore? _store;
    private ConnectionMultiplexer? _raw;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RedisStore Store => _store!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisProcess.StartAsync();
        _raw = await ConnectionMultiplexer.ConnectAsync(_server.Raw);
        _store = await RedisStore.OpenAsync(RedisProcess.Options(_server.Url()), NullLoggerFactory.Instance, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _raw!.DisposeAsync();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task A_task_stays_within_its_bytes_waiting_and_completed()
    {
        var before = await InfoAsync("memory", "used_memory");
        await Store.Submission.SubmitAsync(NewTasks.Many(Tasks), Ct);
        Assert.InRange((await InfoAsync("memory", "used_memory") - before) / Tasks, 200, 450);
        await DrainAsync(slots: 50);
        Assert.InRange((await InfoAsync("memory", "used_memory") - before) / Tasks, 200, 650);
    }

    [Fact]
    public async Task A_task_stays_within_its_commands_in_batches()
    {
        var inOrder = NewTasks.Many(Tasks).OrderBy(request => request.Id).ToArray();
        Assert.InRange(await CommandsAsync(Tasks, () => Store.Submission.SubmitAsync(inOrder, Ct).AsTask()), 1.0, 1.2);
        Assert.InRange(await CommandsAsync(Tasks, () => DrainAsync(slots: 10)), 4.0, 5.5);
    }

    [Fact]
    public async Task Ids_in_no_order_cost_no_more_than_a_few_commands()
    {
        // As a fast caller makes them: 2,500 ids a millisecond, those of one in random order. The order decides how many pages are cut, so it is the same each time.
        var random = new Random(1);
        SubmitRequest[] requests = [.. NewTasks.Many(Tasks).Select((request, i) => request with { Id = IdOf(i / 2500, random) })];
        Assert.InRange(await CommandsAsync(Tasks, () => Store.Submission.SubmitAsync(requests, Ct).AsTask()), 1.0, 2.5);
    }

    private static Ulid IdOf(int millisecond, Random random)
    {
        var randomness = new byte[10];
        random.NextBytes(randomness);
        return Ulid.NewUlid(DateTimeOffset.UnixEpoch.AddYears(57).AddMilliseconds(millisecond), randomness);
    }

    [Fact]
    public async Task A_lone_task_stays_within_its_commands()
    {
        var random = new Random(1);
        Assert.InRange(
            await CommandsAsync(LoneTasks, async () =>
            {
                // Ten a millisecond, as a caller that waits for each makes them: how many there are decides how many pages are cut.
                for (var i = 0; i < LoneTasks; i++)
                    await Store.Submission.SubmitAsync([NewTasks.One() with { Id = IdOf(i / 10, random) }], Ct);
            }), 7, 7.36);
        Assert.InRange(await CommandsAsync(LoneTasks, () => DrainAsync(slots: 1)), 10, 13.2);
    }

    [Fact]
    public async Task A_large_batch_goes_in_calls_of_128_tasks()
    {
        await ResetAsync();
        await Store.Submission.SubmitAsync(NewTasks.Many(1000), Ct);
        Assert.Equal(8, await CallsAsync("fcall"));
    }

    [Fact]
    public async Task Submits_of_many_callers_leave_together()
    {
        await ResetAsync();
        _server!.Suspend();
        var submits = NewTasks.Many(500).Select(request => Store.Submission.SubmitAsync([request], Ct).AsTask()).ToList();
        _server.Resume();
        Assert.All(await Task.WhenAll(submits), answer => Assert.Equal(SubmitKind.Accepted, Assert.Single(answer).Kind));
        // Two may be on their way at once; what comes until they are answered leaves in calls of 128.
        Assert.InRange(await CallsAsync("fcall"), 4, 2 + 4);
        Assert.Equal(500, (await Store.Queries.CountAsync(Ct))[0].ByStatus.Values.Sum());
    }

    [Fact]
    public async Task Every_key_is_in_one_slot()
    {
        await Store.Submission.SubmitAsync([NewTasks.One() with { IdempotencyKey = "a{b}c", UniqueKey = "u{1}" }], Ct);
        await DrainAsync(slots: 1);
        var slots = new HashSet<int>();
        await foreach (var key in _raw!.GetServer("127.0.0.1", _server!.Port).KeysAsync())
            slots.Add(_raw.HashSlot(key));
        Assert.Equal([_raw.HashSlot(RedisKeys.Prefix)], slots);
    }

    private async Task DrainAsync(int slots)
    {
        var worker = Ulid.NewUlid().ToString();
        List<Outcome> outcomes = [];
        for (var call = 1; ; call++)
        {
            var answer = await Store.Execution.SettleAndClaimAsync(new WorkerCall(worker, call), outcomes, NewTasks.Wish(slots), Ct);
            Assert.All(answer.Settled, settled => Assert.True(settled.Written));
            outcomes = [.. answer.Claimed.Claims.Select(NewTasks.Done)];
            if (outcomes.Count == 0)
                return;
        }
    }

    private async Task<double> CommandsAsync(int tasks, Func<Task> act)
    {
        await ResetAsync();
        await act();
        var stats = await _raw!.GetServer("127.0.0.1", _server!.Port).InfoAsync("commandstats");
        var calls = stats.SelectMany(group => group).Where(entry => entry.Key is not ("cmdstat_fcall" or "cmdstat_config|resetstat" or "cmdstat_info"))
            .Sum(entry => Calls(entry.Value));
        return calls / (double)tasks;
    }

    private Task ResetAsync() => _raw!.GetServer("127.0.0.1", _server!.Port).ConfigResetStatisticsAsync();

    private async Task<long> CallsAsync(string command)
    {
        var stats = await _raw!.GetServer("127.0.0.1", _server!.Port).InfoAsync("commandstats");
        return Calls(stats.SelectMany(group => group).Single(entry => entry.Key == "cmdstat_" + command).Value);
    }

    private async Task<long> InfoAsync(string section, string field)
    {
        var info = await _raw!.GetServer("127.0.0.1", _server!.Port).InfoAsync(section);
        return long.Parse(info.SelectMany(group => group).Single(entry => entry.Key == field).Value, CultureInfo.InvariantCulture);
    }

    private static long Calls(string stats) => long.Parse(stats.Split(',')[0]["calls=".Length..], CultureInfo.InvariantCulture);
}
