using Jobbers.Lifecycle;
using Jobbers.Routing;

namespace Storage.Conformance;

/// <summary>Cancelling tasks.</summary>
public abstract class CancelConformance : StoreConformance
{
    [Fact]
    public async Task A_submitted_task_is_cancelled_at_once()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        var before = await NowAsync();
        Assert.Equal(CancelAnswer.Cancelled, await CancelAsync(id));
        var after = await NowAsync();

        var task = await GetAsync(id);
        Assert.Equal(JobStatus.Cancelled, task.Status);
        AssertBetween(before, task.CompletedAt, after);
        Assert.Empty((await StartWorker().ClaimAsync(1)).Claims);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Cancelled));
    }

    [Fact]
    public async Task A_scheduled_task_is_cancelled_at_once_and_never_promoted()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In() with { Delay = TimeSpan.FromSeconds(10) }));
        Assert.Equal(CancelAnswer.Cancelled, await CancelAsync(id));
        await AdvanceAsync(20);

        Assert.Equal(0, (await PromoteAsync()).Promoted);
        Assert.Equal(JobStatus.Cancelled, await StatusAsync(id));
    }

    [Fact]
    public async Task A_suspect_that_waits_is_cancelled_at_once()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await CrashAsync(times: 2);
        Assert.Equal(CancelAnswer.Cancelled, await CancelAsync(id));
        Assert.Empty((await StartWorker().ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
    }

    [Fact]
    public async Task The_request_for_a_running_task_is_persisted_and_the_task_runs_on()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await StartWorker().ClaimOneAsync();
        var before = await NowAsync();
        Assert.Equal(CancelAnswer.Requested, await CancelAsync(id));
        var after = await NowAsync();

        var task = await GetAsync(id);
        Assert.Equal(JobStatus.Started, task.Status);
        AssertBetween(before, task.CancelRequestedAt, after);
        Assert.Equal(CancelAnswer.Requested, await CancelAsync(id));
    }

    [Theory]
    [InlineData(OutcomeKind.Completed, JobStatus.Completed)]
    [InlineData(OutcomeKind.Failed, JobStatus.Failed)]
    [InlineData(OutcomeKind.Cancelled, JobStatus.Cancelled)]
    [InlineData(OutcomeKind.Stalled, JobStatus.Stalled)]
    [InlineData(OutcomeKind.Dropped, JobStatus.Dropped)]
    public async Task A_task_that_had_ended_stays_as_it_ended(OutcomeKind kind, JobStatus end)
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Of(await worker.ClaimOneAsync(), kind));

        Assert.Equal(CancelAnswer.AlreadyEnded, await CancelAsync(id));
        var task = await GetAsync(id);
        Assert.Equal(end, task.Status);
        Assert.Null(task.CancelRequestedAt);
    }

    [Fact]
    public async Task A_task_that_is_not_stored_is_answered_as_not_found()
    {
        Assert.Equal(CancelAnswer.NotFound, await CancelAsync(SequentialIds.Next()));
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_and_an_id_twice_in_it_is_cancelled_once()
    {
        var ids = await AcceptAsync(NewTask.Many(3));
        await StartWorker().ClaimOneAsync();

        var answers = await Submission.CancelAsync([ids[2], ids[0], SequentialIds.Next(), ids[2], ids[1]], Ct);
        Assert.Equal(
            [CancelAnswer.Cancelled, CancelAnswer.Requested, CancelAnswer.NotFound, CancelAnswer.AlreadyEnded, CancelAnswer.Cancelled],
            answers);
        Assert.Equal(2, await CountAsync(RoutingNames.Default, JobStatus.Cancelled));
    }

    [Fact]
    public async Task A_thousand_tasks_are_cancelled_by_one_call()
    {
        var ids = await AcceptAsync(NewTask.Many(1000));
        Assert.All(await Submission.CancelAsync(ids, Ct), answer => Assert.Equal(CancelAnswer.Cancelled, answer));
        Assert.Equal(1000, await CountAsync(RoutingNames.Default, JobStatus.Cancelled));
    }

    [Fact]
    public async Task A_retry_that_waits_for_its_due_time_is_cancelled_at_once()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync(), TimeSpan.FromSeconds(10)));

        Assert.Equal(CancelAnswer.Cancelled, await CancelAsync(id));
        Assert.Equal(1, (await GetAsync(id)).RetryAttempt);
    }

    [Fact]
    public async Task A_cancel_of_the_attempt_before_does_not_reach_the_attempt_after_a_resubmit()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await CancelAsync(id);
        await worker.SettleAsync(Outcomes.Completed(claim));
        await ResubmitAsync(id);

        var again = await worker.ClaimOneAsync();
        Assert.Empty(worker.Heartbeat(again).CancelRequested);
        Assert.Equal(JobStatus.Submitted, (await worker.SettleOneAsync(Outcomes.Retry(again))).Status);
    }
}
