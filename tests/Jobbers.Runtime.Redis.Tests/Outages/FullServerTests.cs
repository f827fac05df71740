using System.Diagnostics;
using Jobbers.Cleaning;
using Jobbers.Lifecycle;
using Jobbers.Redis.Tests.Server;
using Jobbers.Redis.Tests.Workers;
using Jobbers.Routing;
using Jobbers.Storage;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>A Redis that has reached its maxmemory: it takes nothing new, and all that makes room again goes on.</summary>
public sealed class FullServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private StoreHarness _harness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ITaskStore Store => _harness.Store;

    public async ValueTask InitializeAsync() => _harness = await RedisHarness.OpenAloneAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(await _harness.FindViolationsAsync());
        await _harness.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_drains_what_filled_it_and_the_cleaner_makes_room()
    {
        const int Backlog = 200;
        await Store.Submission.SubmitAsync([.. NewTask.Many(Backlog).Select(NumberWorker.Task)], Ct);
        await FillAsync();

        await using (await NumberWorker.StartAsync(Store, 10, static _ => { }))
        {
            var clock = Stopwatch.StartNew();
            while (await CountAsync(JobStatus.Completed) < Backlog)
            {
                Assert.True(clock.Elapsed < Deadline, $"{await CountAsync(JobStatus.Completed)} of {Backlog} ran");
                await Task.Delay(20, Ct);
            }
        }

        var report = await new CleanerPass(Store).RunAsync(new CleanerOptions { EndedAge = TimeSpan.Zero }, Ct);
        Assert.Equal(Backlog, report.Ended);
    }

    [Fact]
    public async Task It_takes_whatever_makes_room_and_refuses_new_work()
    {
        await Store.Routing.EnsureQueuesAsync(["default", "old"], Ct);
        var waiting = NewTask.In();
        await Store.Submission.SubmitAsync([waiting, NewTask.In("old"), NewTask.In() with { Delay = TimeSpan.FromSeconds(1) }], Ct);
        await Store.Execution.ClaimAsync(new WorkerCall("gone", 1), ClaimRequests.Want(1), Ct);
        await _harness.AdvanceAsync(TimeSpan.FromSeconds(20));
        await FillAsync();

        await Store.Upkeep.ProveWritableAsync(Ct);
        await Store.Routing.EnsureQueuesAsync(["new"], Ct);
        Assert.True(await Store.Routing.SetPausedAsync("new", true, Ct));
        await Store.Changes.RenewListenerAsync(Ct);
        Assert.Equal(1, (await Store.Upkeep.PromoteAsync(null, 10, Ct)).Promoted);
        Assert.Single(await Store.Upkeep.RescueAsync(10, Ct));
        Assert.Equal([CancelAnswer.Cancelled], await Store.Submission.CancelAsync([waiting.Id], Ct));
        Assert.Equal(QueueDeletion.Deleted, (await Store.Routing.DeleteQueueAsync("old", force: true, Ct)).State);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Submission.SubmitAsync([NewTask.In()], Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Submission.ResubmitAsync([waiting.Id], false, Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Routing.PutQueueAsync(new QueueConfig { Name = "more" }, false, Ct));
        Assert.Contains("out of memory", Assert.Single((await Store.Upkeep.CheckAsync(Ct)).OtherWarnings), StringComparison.Ordinal);
    }

    private Task FillAsync() => ((RedisHarness)_harness).RawServer.ConfigSetAsync("maxmemory", 1);

    private async Task<long> CountAsync(JobStatus status) => Assert.Single(await Store.Queries.CountAsync(Ct)).ByStatus.GetValueOrDefault(status);
}
