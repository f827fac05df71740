using System.Diagnostics;
using System.Globalization;
using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Redis.Tests.Opening;
using Jobbers.Redis.Tests.Server;
using Jobbers.Runtime.Tests;
using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Submission.Recurring;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>A server that keeps nothing comes back empty: the tasks are lost, the queues that programs need are not.</summary>
public sealed class EmptiedTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly LinesLogged _log = new();
    private RedisProcess _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await RedisProcess.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_process_has_its_queues_again()
    {
        await using var manager = await OpenAsync("default", "reports");
        await using var worker = await OpenAsync("default", "mail");

        // Twice: what comes back once may do so again.
        for (var time = 0; time < 2; time++)
        {
            _server.Kill();
            await _server.RestartAsync();

            foreach (var store in (RedisStore[])[manager, worker])
                await UntilAsync(async () => await QueuesAsync(store) == "default mail reports");
        }

        Assert.Contains(_log.Lines, line => line.Contains("came back without its data", StringComparison.Ordinal));
    }

    /// <summary>The first calls get through before anything tells that the server is another one.</summary>
    [Fact]
    public async Task No_submit_is_refused_for_a_queue_that_went_with_the_rest()
    {
        await using var store = await OpenAsync("default", "reports");
        foreach (var queue in (string[])["reports", "default", "reports"])
        {
            _server.Kill();
            await _server.RestartAsync();
            SubmitRequest[] requests = [NewTask.In(queue), NewTask.In(queue)];
            foreach (var batch in (SubmitRequest[][])[requests[..1], requests])
                Assert.All(await SubmitAsync(store, batch), answer => Assert.NotEqual(SubmitKind.QueueUnknown, answer.Kind));
        }

        Assert.Equal(SubmitKind.QueueUnknown, Assert.Single(await SubmitAsync(store, NewTask.In("nobodys"))).Kind);
        await store.Routing.DeleteQueueAsync("reports", force: true, Ct);
        Assert.Equal(SubmitKind.QueueUnknown, Assert.Single(await SubmitAsync(store, NewTask.In("reports"))).Kind);
    }

    [Fact]
    public async Task What_recurs_is_stored_again()
    {
        await using var store = await OpenAsync("default");
        var soon = (await store.Upkeep.GetTimeAsync(Ct)).AddHours(2);
        var cron = string.Create(CultureInfo.InvariantCulture, $"{soon.Minute} {soon.Hour} * * *");
        var tasks = RecurringTask.Of(new TaskCatalog([NoParameters.Task("tidy_up", recurrence: new TaskRecurrence(cron))]));
        var scheduler = new RecurringPass(store, tasks, new SubmitRequests(TimeProvider.System), _log.CreateLogger(""));
        await scheduler.RunAsync(Ct);

        _server.Kill();
        await _server.RestartAsync();

        await UntilAsync(() => IsStoredAsync(store, scheduler));
        Assert.Single(_log.Lines, line => line.Contains("the store has lost it; it is stored again", StringComparison.Ordinal));
    }

    private static async ValueTask<bool> IsStoredAsync(RedisStore store, RecurringPass scheduler)
    {
        try
        {
            await scheduler.RunAsync(Ct);
            return (await store.Queries.ListAsync(new ListQuery { Tag = RecurringTask.Tag }, Ct)).Tasks.Count == 1;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Asks until the server answers.</summary>
    private static async Task<IReadOnlyList<SubmitAnswer>> SubmitAsync(RedisStore store, params SubmitRequest[] requests)
    {
        while (true)
        {
            try
            {
                return await store.Submission.SubmitAsync(requests, Ct);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(1, Ct);
            }
        }
    }

    private async Task<RedisStore> OpenAsync(params string[] queues)
    {
        var store = await RedisStore.OpenAsync(RedisProcess.Options(_server.Url()), _log, Ct);
        await store.Routing.EnsureQueuesAsync(queues, Ct);
        return store;
    }

    private static async ValueTask<string> QueuesAsync(RedisStore store)
    {
        try
        {
            return string.Join(' ', (await store.Routing.GetSnapshotAsync(Ct)).Queues.Select(queue => queue.Name));
        }
        catch (StoreUnavailableException away)
        {
            return away.Message;
        }
    }

    private static async Task UntilAsync(Func<ValueTask<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < Deadline, "it did not come back in time");
            await Task.Delay(20, Ct);
        }
    }
}
