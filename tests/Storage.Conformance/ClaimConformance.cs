using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Taking tasks under a lease.</summary>
public abstract class ClaimConformance : StoreConformance
{
    [Fact]
    public async Task A_claim_starts_the_task_and_names_its_worker()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        var before = await NowAsync();
        var claim = await StartWorker().ClaimOneAsync();
        var after = await NowAsync();

        var task = await GetAsync(id);
        Assert.Equal((JobStatus.Started, "worker-1", claim.Token), (task.Status, task.Worker, task.Token));
        AssertBetween(before, task.StartedAt, after);
        AssertBetween(before, claim.StartedAt, after);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Started));
    }

    [Fact]
    public async Task A_claim_carries_everything_the_attempt_needs()
    {
        var request = NewTask.In() with { Version = 3, Priority = 7, TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
        var submitted = await SubmitAsync(request);
        var claim = await StartWorker().ClaimOneAsync();

        Assert.Equal((request.Id, request.Queue, request.Name, 3, 7), (claim.Id, claim.Queue, claim.Name, claim.Version, claim.Priority));
        Assert.Equal(request.Parameters.ToArray(), claim.Parameters.ToArray());
        Assert.Equal((0, 0, request.TraceParent), (claim.RetryAttempt, claim.CrashCount, claim.TraceParent));
        AssertBetween(submitted.SubmittedAt, claim.SubmittedAt, submitted.SubmittedAt);
        AssertBetween(submitted.SubmittedAt, claim.FirstSubmittedAt, submitted.SubmittedAt);
        Assert.Null(claim.RunAt);
    }

    [Fact]
    public async Task A_claim_of_a_task_that_was_scheduled_says_when_it_was_due()
    {
        var due = (await NowAsync()).AddSeconds(10);
        await AcceptAsync(NewTask.In() with { RunAt = due });
        await AdvanceAsync(20);
        await PromoteAsync();

        AssertBetween(due, (await StartWorker().ClaimOneAsync()).RunAt, due);
    }

    [Fact]
    public async Task The_token_is_above_the_time_of_the_store_in_microseconds()
    {
        await AcceptAsync(NewTask.In());
        var before = await NowAsync();
        var claim = await StartWorker().ClaimOneAsync();
        var after = await NowAsync();

        Assert.InRange(claim.Token, Micros(before) - 1000, Micros(after) + 1001);
    }

    [Fact]
    public async Task The_token_of_a_task_grows_with_every_claim()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var last = 0L;
        for (var round = 0; round < 5; round++)
        {
            var claim = await worker.ClaimOneAsync();
            Assert.True(claim.Token > last, $"token {claim.Token} of round {round} is not above {last}");
            last = claim.Token;
            await worker.SettleAsync(Outcomes.GivenBack(claim));
        }
    }

    [Fact]
    public async Task A_claim_takes_no_more_than_it_wants()
    {
        await AcceptAsync(NewTask.Many(5));
        var worker = StartWorker();

        Assert.Equal(2, (await worker.ClaimAsync(2)).Claims.Count);
        Assert.Equal(3, (await worker.ClaimAsync(10)).Claims.Count);
        Assert.Empty((await worker.ClaimAsync(10)).Claims);
    }

    [Fact]
    public async Task A_claim_that_wants_nothing_takes_nothing()
    {
        await AcceptAsync(NewTask.In());
        Assert.Empty((await StartWorker().ClaimAsync(ClaimRequest.None)).Claims);
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_claim_takes_only_from_the_queues_it_names()
    {
        await EnsureQueuesAsync("a", "b");
        await AcceptAsync(NewTask.In("a"), NewTask.In("b"));

        Assert.Equal("b", (await StartWorker().ClaimOneAsync("b")).Queue);
        Assert.Equal(1, await CountAsync("a", JobStatus.Submitted));
    }

    [Fact]
    public async Task A_claim_takes_no_more_from_a_queue_than_there_is_room_for_it()
    {
        await EnsureQueuesAsync("a", "b");
        await AcceptAsync([.. NewTask.Many(10, "a"), .. NewTask.Many(10, "b")]);

        var answer = await StartWorker().ClaimAsync(ClaimRequests.Rooms(8, new QueueRoom("a", 1), new QueueRoom("b", 8)));
        Assert.Single(answer.Claims, claim => claim.Queue == "a");
        Assert.Equal(7, answer.Claims.Count(claim => claim.Queue == "b"));
    }

    [Fact]
    public async Task A_claim_from_a_queue_that_does_not_exist_takes_nothing_from_it()
    {
        await AcceptAsync(NewTask.In());
        Assert.Single((await StartWorker().ClaimAsync(5, "nowhere", RoutingNames.Default)).Claims);
    }

    [Fact]
    public async Task A_claim_says_when_more_waits_that_no_limit_holds()
    {
        await AcceptAsync(NewTask.Many(3));
        var worker = StartWorker();

        Assert.True((await worker.ClaimAsync(2)).MoreWaiting);
        Assert.False((await worker.ClaimAsync(2)).MoreWaiting);
        var none = await worker.ClaimAsync(2);
        Assert.False(none.MoreWaiting);
        Assert.Null(none.NextAfter);
    }

    [Fact]
    public async Task No_task_is_claimed_by_two_workers()
    {
        var ids = await AcceptAsync(NewTask.Many(200));
        await using var second = await Harness.OpenSecondAsync();
        var workers = Enumerable.Range(0, 4).Select(n => StartWorker($"worker-{n}", n % 2 == 0 ? Store : second)).ToArray();

        var claimed = await Task.WhenAll(workers.Select(ClaimUntilEmptyAsync));
        Assert.Equal(ids.Order(), claimed.SelectMany(c => c).Select(c => c.Id).Order());
    }

    [Fact]
    public async Task The_largest_claim_brings_every_payload()
    {
        var batch = NewTask.Many(ClaimRequest.MaxWant);
        for (var n = 0; n < batch.Length; n++)
            batch[n] = batch[n] with { Parameters = NewTask.Json($$"""{"n":{{n}}}""") };
        await AcceptAsync(batch);

        var claims = (await StartWorker().ClaimAsync(ClaimRequest.MaxWant)).Claims;
        Assert.Equal(batch.Select(b => b.Parameters.ToArray()), claims.Select(c => c.Parameters.ToArray()));
    }

    private static async Task<List<ClaimedTask>> ClaimUntilEmptyAsync(TestWorker worker)
    {
        var all = new List<ClaimedTask>();
        while (true)
        {
            var claims = (await worker.ClaimAsync(7)).Claims;
            if (claims.Count == 0)
                return all;
            all.AddRange(claims);
        }
    }

    private static long Micros(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
