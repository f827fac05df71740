using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Rates pace claims: in no window do more attempts start than allowed, and no submit is refused or lost.</summary>
public abstract class RateConformance : StoreConformance
{
    private const string Queue = "paced";

    [Fact]
    public async Task No_more_start_in_a_window_than_the_rate_allows_over_all_workers()
    {
        await PaceAsync(3, seconds: 10);
        await AcceptAsync(NewTask.Many(10, Queue));
        await using var second = await Harness.OpenSecondAsync();
        var here = StartWorker();
        var there = StartWorker("worker-2", second);

        Assert.Equal(2, (await here.ClaimAsync(2, Queue)).Claims.Count);
        Assert.Single((await there.ClaimAsync(5, Queue)).Claims);
        Assert.Empty((await here.ClaimAsync(5, Queue)).Claims);
        await AdvanceAsync(7);
        Assert.Empty((await there.ClaimAsync(5, Queue)).Claims);
        await AdvanceAsync(4);
        Assert.Equal(3, (await there.ClaimAsync(5, Queue)).Claims.Count);
        Assert.Empty((await here.ClaimAsync(5, Queue)).Claims);
    }

    [Fact]
    public async Task The_window_slides_and_each_start_leaves_it_by_itself()
    {
        await PaceAsync(3, seconds: 20);
        await AcceptAsync(NewTask.Many(10, Queue));
        var worker = StartWorker();

        Assert.Single((await worker.ClaimAsync(1, Queue)).Claims);
        await AdvanceAsync(10);
        Assert.Equal(2, (await worker.ClaimAsync(5, Queue)).Claims.Count);
        await AdvanceAsync(12);
        Assert.Single((await worker.ClaimAsync(5, Queue)).Claims);
        await AdvanceAsync(10);
        Assert.Equal(2, (await worker.ClaimAsync(5, Queue)).Claims.Count);
    }

    [Fact]
    public async Task Over_a_long_run_no_window_holds_more_than_the_rate()
    {
        await PaceAsync(4, seconds: 20);
        await AcceptAsync(NewTask.Many(60, Queue));
        var worker = StartWorker();
        var starts = new List<DateTimeOffset>();
        for (var step = 0; step < 40; step++)
        {
            starts.AddRange((await worker.ClaimAsync(1 + (step * 7 % 3), Queue)).Claims.Select(claim => claim.StartedAt));
            await AdvanceAsync(1 + (step % 5));
        }

        Assert.InRange(starts.Count, 16, 60);
        Assert.All(starts.Skip(4).Zip(starts), pair => Assert.True(
            pair.First - pair.Second >= TimeSpan.FromSeconds(19.998), $"5 starts within {pair.First - pair.Second}"));
    }

    [Fact]
    public async Task The_answer_says_when_the_next_start_is_allowed()
    {
        await PaceAsync(2, seconds: 60);
        await AcceptAsync(NewTask.Many(5, Queue));
        var worker = StartWorker();

        var first = await worker.ClaimAsync(5, Queue);
        Assert.Equal(2, first.Claims.Count);
        Assert.False(first.MoreWaiting);
        AssertNear(first.NextAfter, 60);
        await AdvanceAsync(20);
        AssertNear((await worker.ClaimAsync(5, Queue)).NextAfter, 40);
    }

    [Fact]
    public async Task A_rate_refuses_and_loses_no_submit()
    {
        await PaceAsync(1, seconds: 60);
        await AcceptAsync(NewTask.Many(100, Queue));
        Assert.Equal(100, await CountAsync(Queue, JobStatus.Submitted));
    }

    [Fact]
    public async Task Retries_and_rescues_count_as_starts()
    {
        await PaceAsync(2, seconds: 120);
        await AcceptAsync(NewTask.In(Queue));
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync(Queue)));
        await worker.ClaimOneAsync(Queue);
        await AdvanceAsync(20);
        await RescueAsync();

        var again = StartWorker("worker-2");
        Assert.Empty((await again.ClaimAsync(1, Queue)).Claims);
        await AdvanceAsync(103);
        Assert.Single((await again.ClaimAsync(1, Queue)).Claims);
    }

    [Fact]
    public async Task A_claim_given_back_does_not_give_its_start_back()
    {
        await PaceAsync(1, seconds: 60);
        await AcceptAsync(NewTask.In(Queue));
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.GivenBack(await worker.ClaimOneAsync(Queue)));
        Assert.Empty((await worker.ClaimAsync(1, Queue)).Claims);
    }

    [Fact]
    public async Task A_settle_fused_with_a_claim_obeys_the_rate()
    {
        await PaceAsync(1, seconds: 60);
        await AcceptAsync(NewTask.Many(2, Queue));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync(Queue);
        var answer = await worker.SettleAndClaimAsync(ClaimRequests.Want(1, Queue), Outcomes.Completed(claim));
        Assert.Empty(answer.Claimed.Claims);
        AssertNear(answer.Claimed.NextAfter, 60);
    }

    [Fact]
    public async Task A_paced_queue_leaves_its_share_to_the_others()
    {
        await PaceAsync(1, seconds: 60);
        await AcceptAsync([.. NewTask.Many(10, Queue), .. NewTask.Many(10)]);
        var claims = (await StartWorker().ClaimAsync(8, Queue, RoutingNames.Default)).Claims;
        Assert.Equal((1, 7), (claims.Count(c => c.Queue == Queue), claims.Count(c => c.Queue == RoutingNames.Default)));
    }

    [Fact]
    public async Task A_rate_that_is_raised_counts_the_starts_before()
    {
        await PaceAsync(2, seconds: 60);
        await AcceptAsync(NewTask.Many(10, Queue));
        var worker = StartWorker();
        await worker.ClaimAsync(5, Queue);
        await PaceAsync(5, seconds: 60);
        Assert.Equal(3, (await worker.ClaimAsync(10, Queue)).Claims.Count);
    }

    [Fact]
    public async Task A_window_that_is_widened_counts_what_is_still_known_of_the_narrower_one()
    {
        await PaceAsync(2, seconds: 10);
        await AcceptAsync(NewTask.Many(30, Queue));
        var worker = StartWorker();
        for (var window = 0; window < 4; window++)
        {
            Assert.Equal(2, (await worker.ClaimAsync(5, Queue)).Claims.Count);
            await AdvanceAsync(11);
        }

        // Eight have started; the last two are known, and the others of no window that was in force.
        await PaceAsync(6, seconds: 3600);
        Assert.Equal(4, (await worker.ClaimAsync(10, Queue)).Claims.Count);
    }

    [Fact]
    public async Task A_rate_that_is_lowered_counts_the_starts_before()
    {
        await PaceAsync(5, seconds: 60);
        await AcceptAsync(NewTask.Many(10, Queue));
        var worker = StartWorker();
        await worker.ClaimAsync(4, Queue);
        await PaceAsync(2, seconds: 60);
        Assert.Empty((await worker.ClaimAsync(10, Queue)).Claims);
        await AdvanceAsync(62);
        Assert.Equal(2, (await worker.ClaimAsync(10, Queue)).Claims.Count);
    }

    [Fact]
    public async Task A_rate_that_is_lifted_lets_everything_run()
    {
        await PaceAsync(1, seconds: 60);
        await AcceptAsync(NewTask.Many(10, Queue));
        var worker = StartWorker();
        await worker.ClaimAsync(5, Queue);
        await PutQueueAsync(new QueueConfig { Name = Queue });
        Assert.Equal(9, (await worker.ClaimAsync(10, Queue)).Claims.Count);
    }

    [Theory]
    [InlineData(RatePeriod.Second, 1)]
    [InlineData(RatePeriod.Minute, 60)]
    [InlineData(RatePeriod.Hour, 3600)]
    [InlineData(RatePeriod.Day, 86400)]
    public async Task A_window_is_as_many_periods_as_the_denominator_says(RatePeriod period, int seconds)
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, Rate = new RateLimit(1, 30, period) });
        await AcceptAsync(NewTask.Many(2, Queue));
        var worker = StartWorker();
        await worker.ClaimAsync(2, Queue);
        await AdvanceAsync((30 * seconds) - 5);
        Assert.Empty((await worker.ClaimAsync(2, Queue)).Claims);
        await AdvanceAsync(6);
        Assert.Single((await worker.ClaimAsync(2, Queue)).Claims);
    }

    private ValueTask<bool> PaceAsync(int starts, int seconds) =>
        PutQueueAsync(new QueueConfig { Name = Queue, Rate = new RateLimit(starts, seconds, RatePeriod.Second) });
}
