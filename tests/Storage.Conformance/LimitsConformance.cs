using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Caps, lengths and pauses. Rates are in <see cref="RateConformance"/>.</summary>
public abstract class LimitsConformance : StoreConformance
{
    private const string Queue = "narrow";

    [Fact]
    public async Task No_more_run_at_once_than_the_total_cap_over_all_workers()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxConcurrentTotal = 3 });
        await AcceptAsync(NewTask.Many(6, Queue));
        var first = StartWorker();
        var second = StartWorker("worker-2");

        var held = (await first.ClaimAsync(2, Queue)).Claims;
        var answer = await second.ClaimAsync(5, Queue);
        Assert.Single(answer.Claims);
        Assert.False(answer.MoreWaiting);
        Assert.Empty((await first.ClaimAsync(5, Queue)).Claims);

        await first.SettleAsync(Outcomes.Completed(held[0]), Outcomes.Retry(held[1], TimeSpan.FromMinutes(1)));
        Assert.Equal(2, (await second.ClaimAsync(5, Queue)).Claims.Count);
    }

    [Fact]
    public async Task A_dead_worker_does_not_hold_the_cap_for_ever()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxConcurrentTotal = 1 });
        await AcceptAsync(NewTask.Many(2, Queue));
        await StartWorker().ClaimOneAsync(Queue);
        await AdvanceAsync(20);
        await RescueAsync();
        await StartWorker("worker-2").ClaimOneAsync(Queue);
    }

    [Fact]
    public async Task The_cap_per_worker_is_left_to_the_worker()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxConcurrent = 1 });
        await AcceptAsync(NewTask.Many(3, Queue));
        var worker = StartWorker();
        Assert.Single((await worker.ClaimAsync(ClaimRequests.Rooms(3, new QueueRoom(Queue, 1)))).Claims);
        Assert.Equal(2, (await StartWorker("worker-2").ClaimAsync(3, Queue)).Claims.Count);
    }

    [Fact]
    public async Task A_cap_that_is_lowered_stops_nothing_that_runs_and_holds_what_waits()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxConcurrentTotal = 3 });
        await AcceptAsync(NewTask.Many(5, Queue));
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(3, Queue)).Claims;
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxConcurrentTotal = 1 });

        await worker.SettleAsync(Outcomes.Completed(claims[0]), Outcomes.Completed(claims[1]));
        Assert.Empty((await worker.ClaimAsync(3, Queue)).Claims);
        await worker.SettleAsync(Outcomes.Completed(claims[2]));
        Assert.Single((await worker.ClaimAsync(3, Queue)).Claims);
    }

    [Fact]
    public async Task A_cap_that_is_lifted_lets_everything_run()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxConcurrentTotal = 1 });
        await AcceptAsync(NewTask.Many(5, Queue));
        var worker = StartWorker();
        await worker.ClaimOneAsync(Queue);
        await PutQueueAsync(new QueueConfig { Name = Queue });
        Assert.Equal(4, (await worker.ClaimAsync(5, Queue)).Claims.Count);
    }

    [Fact]
    public async Task A_capped_queue_leaves_its_share_to_the_others()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxConcurrentTotal = 1 });
        await AcceptAsync([.. NewTask.Many(10, Queue), .. NewTask.Many(10)]);
        var claims = (await StartWorker().ClaimAsync(8, Queue, RoutingNames.Default)).Claims;
        Assert.Equal((1, 7), (claims.Count(c => c.Queue == Queue), claims.Count(c => c.Queue == RoutingNames.Default)));
    }

    [Fact]
    public async Task A_submit_beyond_the_length_of_the_queue_is_refused_with_a_time_to_try_again()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxLength = 2 });
        var answers = await Submission.SubmitAsync(NewTask.Many(3, Queue), Ct);

        Assert.Equal([SubmitKind.Accepted, SubmitKind.Accepted, SubmitKind.QueueFull], answers.Select(answer => answer.Kind));
        Assert.True(answers[2].RetryAfter > TimeSpan.Zero);
        Assert.Equal(2, await CountAsync(Queue, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_full_queue_takes_submits_again_once_something_left_it()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxLength = 1 });
        await AcceptAsync(NewTask.In(Queue));
        await StartWorker().ClaimOneAsync(Queue);
        await AcceptAsync(NewTask.In(Queue));
    }

    [Fact]
    public async Task What_runs_returns_to_a_full_queue()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxLength = 1 });
        await AcceptAsync(NewTask.In(Queue));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync(Queue);
        await AcceptAsync(NewTask.In(Queue));

        Assert.Equal(JobStatus.Submitted, (await worker.SettleOneAsync(Outcomes.Retry(claim))).Status);
        Assert.Equal(2, await CountAsync(Queue, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_rescued_task_returns_to_a_full_queue()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxLength = 1 });
        await AcceptAsync(NewTask.In(Queue));
        await StartWorker().ClaimOneAsync(Queue);
        await AcceptAsync(NewTask.In(Queue));
        await AdvanceAsync(20);
        Assert.Equal(JobStatus.Submitted, Assert.Single(await RescueAsync()).Status);
    }

    [Fact]
    public async Task A_full_queue_blocks_no_other_queue()
    {
        await PutQueueAsync(new QueueConfig { Name = Queue, MaxLength = 1 });
        var answers = await Submission.SubmitAsync([NewTask.In(Queue), NewTask.In(Queue), NewTask.In()], Ct);
        Assert.Equal([SubmitKind.Accepted, SubmitKind.QueueFull, SubmitKind.Accepted], answers.Select(answer => answer.Kind));
    }

    [Fact]
    public async Task From_a_paused_queue_nothing_is_claimed_until_it_is_resumed()
    {
        await EnsureQueuesAsync(Queue);
        await AcceptAsync([.. NewTask.Many(2, Queue), NewTask.In()]);
        Assert.True(await Routing.SetPausedAsync(Queue, paused: true, Ct));

        var worker = StartWorker();
        var answer = await worker.ClaimAsync(5, Queue, RoutingNames.Default);
        Assert.Equal(RoutingNames.Default, Assert.Single(answer.Claims).Queue);
        Assert.False(answer.MoreWaiting);

        Assert.True(await Routing.SetPausedAsync(Queue, paused: false, Ct));
        Assert.Equal(2, (await worker.ClaimAsync(5, Queue)).Claims.Count);
    }

    [Fact]
    public async Task A_paused_queue_takes_submits_and_settles()
    {
        await EnsureQueuesAsync(Queue);
        await AcceptAsync(NewTask.In(Queue));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync(Queue);
        await Routing.SetPausedAsync(Queue, paused: true, Ct);

        await AcceptAsync(NewTask.In(Queue));
        Assert.True((await worker.SettleOneAsync(Outcomes.Completed(claim))).Written);
    }
}
