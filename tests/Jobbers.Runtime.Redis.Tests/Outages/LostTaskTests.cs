using Jobbers.Lifecycle;
using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>A server whose maxmemory-policy evicts keys forgets tasks. What it forgot is lost, and stands in nobody's way.</summary>
public sealed class LostTaskTests(SharedRedis shared) : IAsyncLifetime
{
    private RedisHarness _harness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ITaskStore Store => _harness.Store;

    public async ValueTask InitializeAsync()
    {
        _harness = await RedisHarness.OpenRawAsync(shared);
        await Store.Routing.EnsureQueuesAsync(["default"], Ct);
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Others_are_claimed(int want)
    {
        var ids = await SubmitAsync(NewTask.In(), NewTask.In() with { Id = SequentialIds.Next() });
        await LoseAsync(ids[0]);
        var worker = new TestWorker(Store, "w");

        var claimed = new List<ClaimedTask>();
        for (var call = 0; call < 2; call++)
            claimed.AddRange((await worker.ClaimAsync(want)).Claims);

        Assert.Equal(ids[1], Assert.Single(claimed).Id);
        Assert.Equal(0, (await CountsAsync()).ByStatus.GetValueOrDefault(JobStatus.Submitted));
    }

    [Fact]
    public async Task Others_are_promoted()
    {
        var ids = await SubmitAsync(NewTask.In() with { Delay = TimeSpan.FromSeconds(1) }, NewTask.In() with { Delay = TimeSpan.FromSeconds(2) });
        await LoseAsync(ids[0]);
        await _harness.AdvanceAsync(TimeSpan.FromSeconds(5));

        var answer = await Store.Upkeep.PromoteAsync(null, 500, Ct);

        Assert.Equal((1, null), (answer.Promoted, answer.NextDue));
        Assert.Equal([null, JobStatus.Submitted], await Store.Queries.GetStatusesAsync(ids, Ct));
    }

    [Fact]
    public async Task Others_are_rescued_and_stalled()
    {
        var watched = NewTask.In() with { MaxHeartbeatInterval = TimeSpan.FromSeconds(1) };
        var ids = await SubmitAsync(watched, watched with { Id = SequentialIds.Next() }, NewTask.In());
        var worker = new TestWorker(Store, "w");
        var claims = (await worker.ClaimAsync(3)).Claims;
        await LoseAsync(ids[0]);
        await _harness.AdvanceAsync(TimeSpan.FromSeconds(10));
        worker.Heartbeat([.. claims]);

        Assert.Equal([ids[1]], await Store.Upkeep.StallSilentAsync(TimeSpan.FromSeconds(5), 500, Ct));
        await _harness.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(ids[2], Assert.Single(await Store.Upkeep.RescueAsync(100, Ct)).Claim.Id);
        Assert.Equal(0, (await CountsAsync()).ByStatus.GetValueOrDefault(JobStatus.Started));
    }

    [Fact]
    public async Task Other_dead_letters_are_forgotten()
    {
        var ids = await SubmitAsync(NewTask.In() with { SavesDeadLetter = true }, NewTask.In() with { SavesDeadLetter = true });
        var worker = new TestWorker(Store, "w");
        foreach (var claim in (await worker.ClaimAsync(2)).Claims)
            await worker.SettleAsync(Outcomes.Failed(claim));
        await LoseAsync(ids[0]);
        await _harness.AdvanceAsync(TimeSpan.FromSeconds(10));

        await Store.Upkeep.PruneAsync(new PruneRules(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), null), 500, Ct);

        Assert.Equal([null, null], await Store.Queries.GetStatusesAsync(ids, Ct));
        Assert.Equal((0, 0), ((await CountsAsync()).DeadLetters, (await CountsAsync()).ByStatus.GetValueOrDefault(JobStatus.Failed)));
    }

    [Fact]
    public async Task Its_queue_is_counted_and_deleted()
    {
        await Store.Routing.EnsureQueuesAsync(["q"], Ct);
        var ids = await SubmitAsync(NewTask.In("q"), NewTask.In("q"));
        await LoseAsync(ids[0]);

        Assert.Equal(2, (await CountsAsync("q")).ByStatus[JobStatus.Submitted]);
        var step = await Store.Routing.DeleteQueueAsync("q", force: true, Ct);

        Assert.Equal(QueueDeletion.Deleted, step.State);
        Assert.Equal([ids[1]], step.Cancelled);
        Assert.Null((await Store.Queries.GetAsync([ids[0]], Ct))[0]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 6)]
    [InlineData(1, 2)]
    [InlineData(2, 6)]
    public async Task Others_that_wait_are_found(int firstLost, int lostUntil)
    {
        var start = await Store.Upkeep.GetTimeAsync(Ct);
        var ids = new List<Ulid>();
        for (var number = 0; number < 6; number++)
        {
            ids.AddRange(await SubmitAsync(NewTask.In()));
            await _harness.AdvanceAsync(TimeSpan.FromSeconds(10));
        }

        foreach (var lost in ids[firstLost..lostUntil])
            await LoseAsync(lost);
        Ulid[] left = [.. ids[..firstLost], .. ids[lostUntil..]];

        Assert.Equal(left.Intersect(ids[2..]), await Store.Upkeep.FindWaitingAsync(start.AddSeconds(15), null, 10, Ct));
        Assert.Equal(left, await Store.Upkeep.FindWaitingAsync(null, null, 10, Ct));
        Assert.Equal(left.Length, (await CountsAsync()).ByStatus.GetValueOrDefault(JobStatus.Submitted));
    }

    [Fact]
    public async Task Others_are_found_behind_more_lost_ones_than_a_call_takes_away()
    {
        var ids = await SubmitAsync(NewTask.Many(1200));
        foreach (var lost in ids[..1199])
            await LoseAsync(lost);

        Assert.Equal([ids[1199]], await Store.Upkeep.FindWaitingAsync(null, null, 500, Ct));
    }

    [Fact]
    public async Task A_unique_key_of_a_lost_task_holds_back_no_resubmit()
    {
        var unique = NewTask.In() with { UniqueKey = "u" };
        var first = Assert.Single(await SubmitAsync(unique));
        Assert.Equal([CancelAnswer.Cancelled], await Store.Submission.CancelAsync([first], Ct));
        var second = Assert.Single(await SubmitAsync(unique with { Id = SequentialIds.Next() }));
        await LoseAsync(second);

        Assert.Equal([ResubmitAnswer.Resubmitted], await Store.Submission.ResubmitAsync([first], true, Ct));
        var third = unique with { Id = SequentialIds.Next() };
        Assert.Equal(SubmitKind.ExistingUniqueKey, Assert.Single(await Store.Submission.SubmitAsync([third], Ct)).Kind);
    }

    [Fact]
    public async Task What_a_settle_wrote_of_a_lost_task_is_no_task()
    {
        var ids = await SubmitAsync(NewTask.In(), NewTask.In());
        var worker = new TestWorker(Store, "w");
        var claims = (await worker.ClaimAsync(2)).Claims;
        await LoseAsync(ids[0]);
        foreach (var claim in claims)
            await worker.SettleAsync(Outcomes.Completed(claim));

        Assert.Null((await Store.Queries.GetAsync([ids[0]], Ct))[0]);
        Assert.Null(await Store.Queries.GetHistoryAsync(ids[0], Ct));
        Assert.Equal([null, JobStatus.Completed], await Store.Queries.GetStatusesAsync(ids, Ct));
        foreach (var query in (ListQuery[])[new() { Status = JobStatus.Completed }, new() { Status = JobStatus.Completed, Name = NewTask.Name }, new()])
            Assert.Equal(ids[1], Assert.Single((await Store.Queries.ListAsync(query, Ct)).Tasks).Id);
        Assert.Equal([ResubmitAnswer.NotFound, ResubmitAnswer.Resubmitted], await Store.Submission.ResubmitAsync(ids, true, Ct));
    }

    private async Task<Ulid[]> SubmitAsync(params SubmitRequest[] requests)
    {
        Assert.All(await Store.Submission.SubmitAsync(requests, Ct), answer => Assert.Equal(SubmitKind.Accepted, answer.Kind));
        return [.. requests.Select(request => request.Id)];
    }

    private async Task LoseAsync(Ulid id) => Assert.True(await _harness.Raw.KeyDeleteAsync($"{RedisKeys.Tag}task:{id}"));

    private async Task<QueueCounts> CountsAsync(string queue = "default") => (await Store.Queries.CountAsync(Ct)).Single(counts => counts.Queue == queue);
}
