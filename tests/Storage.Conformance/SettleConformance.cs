using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Writing how attempts ended. The fence is in <see cref="FenceConformance"/>.</summary>
public abstract class SettleConformance : StoreConformance
{
    [Fact]
    public async Task A_completion_stores_its_result()
    {
        var (worker, claim) = await StartOneAsync();
        var before = await NowAsync();
        var answer = await worker.SettleOneAsync(Outcomes.Completed(claim, """{"sent":true}"""));
        var after = await NowAsync();

        Assert.Equal(new SettleAnswer(true, JobStatus.Completed, false), answer);
        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Completed, 0), (task.Status, task.RetryAttempt));
        Assert.Equal("""{"sent":true}"""u8.ToArray(), task.Result?.ToArray());
        AssertBetween(before, task.CompletedAt, after);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Started));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Completed));
    }

    [Fact]
    public async Task A_completion_without_a_result_stores_none()
    {
        var (worker, claim) = await StartOneAsync();
        await worker.SettleAsync(Outcomes.Completed(claim));
        Assert.Null((await GetAsync(claim.Id)).Result);
    }

    [Fact]
    public async Task The_largest_result_comes_back_unchanged()
    {
        var (worker, claim) = await StartOneAsync();
        var result = "\"" + new string('y', Jobbers.Catalog.PayloadLimits.MaxResultBytes - 2) + "\"";
        await worker.SettleAsync(Outcomes.Completed(claim, result));
        var stored = (await GetAsync(claim.Id)).Result;
        Assert.True(stored is { } bytes && NewTask.Json(result).Span.SequenceEqual(bytes.Span));
    }

    [Fact]
    public async Task A_completion_ends_as_completed_although_a_cancel_was_requested_meanwhile()
    {
        var (worker, claim) = await StartOneAsync();
        Assert.Equal(CancelAnswer.Requested, await CancelAsync(claim.Id));
        Assert.Equal(JobStatus.Completed, (await worker.SettleOneAsync(Outcomes.Completed(claim))).Status);
    }

    [Fact]
    public async Task A_retry_without_a_delay_queues_at_once_and_counts_one()
    {
        var (worker, claim) = await StartOneAsync();
        Assert.Equal(new SettleAnswer(true, JobStatus.Submitted, false), await worker.SettleOneAsync(Outcomes.Retry(claim)));

        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Submitted, 1, 0), (task.Status, task.RetryAttempt, task.CrashCount));
        Assert.Equal("MailException: mailbox is full", task.Error);
        Assert.Equal("MailException", task.ErrorType);
        Assert.Null(task.CompletedAt);
        Assert.Equal(1, (await worker.ClaimOneAsync()).RetryAttempt);
    }

    [Fact]
    public async Task A_retry_with_a_delay_is_scheduled_and_counts_one()
    {
        var (worker, claim) = await StartOneAsync();
        var before = await NowAsync();
        var answer = await worker.SettleOneAsync(Outcomes.Retry(claim, TimeSpan.FromSeconds(30)));
        var after = await NowAsync();

        Assert.Equal(new SettleAnswer(true, JobStatus.Scheduled, false), answer);
        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Scheduled, 1), (task.Status, task.RetryAttempt));
        AssertBetween(before.AddSeconds(30), task.RunAt, after.AddSeconds(30));
        Assert.Empty((await worker.ClaimAsync(1)).Claims);
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Scheduled));
    }

    [Fact]
    public async Task A_retry_with_a_delay_of_zero_goes_through_the_schedule_and_is_due_now()
    {
        var (worker, claim) = await StartOneAsync();
        Assert.Equal(JobStatus.Scheduled, (await worker.SettleOneAsync(Outcomes.Retry(claim, TimeSpan.Zero))).Status);
        Assert.Equal(1, (await PromoteAsync()).Promoted);
        Assert.Equal(claim.Id, (await worker.ClaimOneAsync()).Id);
    }

    [Fact]
    public async Task A_failure_ends_the_task_with_its_error()
    {
        var (worker, claim) = await StartOneAsync();
        Assert.Equal(new SettleAnswer(true, JobStatus.Failed, false), await worker.SettleOneAsync(Outcomes.Failed(claim)));

        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Failed, false, 0), (task.Status, task.IsDeadLetter, task.RetryAttempt));
        Assert.Equal(("MailException", "MailException: mailbox is full"), (task.ErrorType, task.Error));
        Assert.NotNull(task.CompletedAt);
    }

    [Fact]
    public async Task A_failure_enters_the_dead_letters_in_the_same_step_when_the_policy_is_save()
    {
        var (worker, claim) = await StartOneAsync(NewTask.In() with { SavesDeadLetter = true });
        Assert.Equal(new SettleAnswer(true, JobStatus.Failed, true), await worker.SettleOneAsync(Outcomes.Failed(claim)));

        Assert.True((await GetAsync(claim.Id)).IsDeadLetter);
        Assert.Equal(claim.Id, Assert.Single((await Queries.ListDeadLettersAsync(new ListQuery(), Ct)).Tasks).Id);
    }

    [Fact]
    public async Task Code_that_ended_because_of_a_cancel_ends_as_cancelled()
    {
        var (worker, claim) = await StartOneAsync();
        await CancelAsync(claim.Id);
        Assert.Equal(new SettleAnswer(true, JobStatus.Cancelled, false), await worker.SettleOneAsync(Outcomes.Cancelled(claim)));
        Assert.NotNull((await GetAsync(claim.Id)).CompletedAt);
    }

    [Theory]
    [InlineData(OutcomeKind.Requeued)]
    [InlineData(OutcomeKind.GivenBack)]
    public async Task What_is_put_back_counts_neither_an_attempt_nor_a_crash(OutcomeKind kind)
    {
        var (worker, claim) = await StartOneAsync();
        Assert.Equal(new SettleAnswer(true, JobStatus.Submitted, false), await worker.SettleOneAsync(Outcomes.Of(claim, kind)));

        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Submitted, 0, 0), (task.Status, task.RetryAttempt, task.CrashCount));
    }

    [Fact]
    public async Task A_deferral_is_scheduled_and_counts_nothing()
    {
        var (worker, claim) = await StartOneAsync();
        var before = await NowAsync();
        Assert.Equal(JobStatus.Scheduled, (await worker.SettleOneAsync(Outcomes.Deferred(claim))).Status);
        var after = await NowAsync();

        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Scheduled, 0, 0), (task.Status, task.RetryAttempt, task.CrashCount));
        AssertBetween(before.AddSeconds(5), task.RunAt, after.AddSeconds(5));
    }

    [Theory]
    [InlineData(OutcomeKind.Stalled, JobStatus.Stalled)]
    [InlineData(OutcomeKind.Dropped, JobStatus.Dropped)]
    public async Task A_stall_and_a_drop_end_the_task_without_a_dead_letter(OutcomeKind kind, JobStatus end)
    {
        var (worker, claim) = await StartOneAsync(NewTask.In() with { SavesDeadLetter = true });
        Assert.Equal(new SettleAnswer(true, end, false), await worker.SettleOneAsync(Outcomes.Of(claim, kind)));

        var task = await GetAsync(claim.Id);
        Assert.Equal((end, false), (task.Status, task.IsDeadLetter));
        Assert.NotNull(task.CompletedAt);
    }

    [Theory]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Requeued)]
    [InlineData(OutcomeKind.GivenBack)]
    [InlineData(OutcomeKind.Deferred)]
    public async Task With_a_cancel_requested_whatever_would_run_again_ends_as_cancelled(OutcomeKind kind)
    {
        var (worker, claim) = await StartOneAsync();
        await CancelAsync(claim.Id);
        Assert.Equal(new SettleAnswer(true, JobStatus.Cancelled, false), await worker.SettleOneAsync(Outcomes.Of(claim, kind)));

        var task = await GetAsync(claim.Id);
        Assert.Equal(JobStatus.Cancelled, task.Status);
        Assert.NotNull(task.CompletedAt);
        Assert.Equal(0, (await PromoteAsync()).Promoted);
        Assert.Empty((await worker.ClaimAsync(1)).Claims);
    }

    [Fact]
    public async Task With_a_cancel_requested_a_retry_with_a_delay_ends_as_cancelled()
    {
        var (worker, claim) = await StartOneAsync();
        await CancelAsync(claim.Id);
        Assert.Equal(JobStatus.Cancelled, (await worker.SettleOneAsync(Outcomes.Retry(claim, TimeSpan.FromSeconds(5)))).Status);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Scheduled));
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_and_a_rejected_outcome_affects_only_itself()
    {
        await AcceptAsync(NewTask.Many(3));
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(3)).Claims;
        await worker.SettleAsync(Outcomes.Requeued(claims[1]));
        await StartWorker("worker-2").ClaimOneAsync();

        var answers = await worker.SettleAsync(
            Outcomes.Failed(claims[0]), Outcomes.Completed(claims[1]), Outcomes.Completed(claims[2]));
        Assert.Equal([true, false, true], answers.Select(a => a.Written));
        Assert.Equal(JobStatus.Failed, await StatusAsync(claims[0].Id));
        Assert.Equal(JobStatus.Started, await StatusAsync(claims[1].Id));
        Assert.Equal(JobStatus.Completed, await StatusAsync(claims[2].Id));
    }

    [Fact]
    public async Task The_largest_batch_is_written_whole()
    {
        await AcceptAsync(NewTask.Many(256));
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(256)).Claims;

        Assert.All(await worker.SettleAsync([.. claims.Select(c => Outcomes.Completed(c, "1"))]), answer => Assert.True(answer.Written));
        Assert.Equal(256, await CountAsync(RoutingNames.Default, JobStatus.Completed));
    }

    [Fact]
    public async Task The_last_progress_and_message_come_with_the_outcome()
    {
        var (worker, claim) = await StartOneAsync();
        await worker.SettleAsync(new Outcome
        {
            Claim = claim.Key,
            Kind = OutcomeKind.Completed,
            StartedAt = claim.StartedAt,
            Progress = 0.75,
            Message = "three of four",
        });

        var task = await GetAsync(claim.Id);
        Assert.Equal((0.75, "three of four"), (task.Progress, task.Message));
    }

    [Fact]
    public async Task A_settle_fused_with_a_claim_frees_the_room_that_the_claim_then_takes()
    {
        await PutQueueAsync(new QueueConfig { Name = "narrow", MaxConcurrentTotal = 1 });
        var ids = await AcceptAsync(NewTask.Many(2, "narrow"));
        var worker = StartWorker();
        var first = await worker.ClaimOneAsync("narrow");

        var answer = await worker.SettleAndClaimAsync(ClaimRequests.Want(1, "narrow"), Outcomes.Completed(first));
        Assert.True(Assert.Single(answer.Settled).Written);
        Assert.Equal(ids[1], Assert.Single(answer.Claimed.Claims).Id);
    }

    [Fact]
    public async Task A_task_given_back_in_a_fused_call_can_be_claimed_in_the_same_call()
    {
        var (worker, claim) = await StartOneAsync();
        var answer = await worker.SettleAndClaimAsync(ClaimRequests.Want(1), Outcomes.GivenBack(claim));

        var again = Assert.Single(answer.Claimed.Claims);
        Assert.Equal(claim.Id, again.Id);
        Assert.True(again.Token > claim.Token);
    }

    [Fact]
    public async Task A_fused_call_without_a_wish_only_settles()
    {
        var (worker, claim) = await StartOneAsync();
        await AcceptAsync(NewTask.In());
        var answer = await worker.SettleAndClaimAsync(ClaimRequest.None, Outcomes.Completed(claim));

        Assert.True(Assert.Single(answer.Settled).Written);
        Assert.Empty(answer.Claimed.Claims);
    }

    private async ValueTask<(TestWorker Worker, ClaimedTask Claim)> StartOneAsync(SubmitRequest? request = null)
    {
        await AcceptAsync(request ?? NewTask.In());
        var worker = StartWorker();
        return (worker, await worker.ClaimOneAsync());
    }
}
