using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>A second chance for ended tasks.</summary>
public abstract class ResubmitConformance : StoreConformance
{
    [Theory]
    [InlineData(OutcomeKind.Completed)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Cancelled)]
    [InlineData(OutcomeKind.Stalled)]
    [InlineData(OutcomeKind.Dropped)]
    public async Task Any_ended_task_is_queued_again(OutcomeKind kind)
    {
        var (worker, claim) = await EndOneAsync(kind);
        Assert.Equal(ResubmitAnswer.Resubmitted, await ResubmitAsync(claim.Id));

        Assert.Equal(JobStatus.Submitted, await StatusAsync(claim.Id));
        var again = await worker.ClaimOneAsync();
        Assert.Equal(claim.Id, again.Id);
        Assert.True(again.Token > claim.Token);
    }

    [Fact]
    public async Task Result_error_and_cancel_request_are_cleared_and_the_first_submit_is_kept()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync()));
        var claim = await worker.ClaimOneAsync();
        await CancelAsync(claim.Id);
        await worker.SettleAsync(Outcomes.Completed(claim, "1"));
        var ended = await GetAsync(claim.Id);
        await AdvanceAsync(100);
        var before = await NowAsync();
        await ResubmitAsync(claim.Id);
        var after = await NowAsync();

        var task = await GetAsync(claim.Id);
        Assert.Null(task.Result);
        Assert.Null(task.Error);
        Assert.Null(task.ErrorType);
        Assert.Null(task.CancelRequestedAt);
        Assert.Null(task.CompletedAt);
        Assert.Equal(ended.FirstSubmittedAt, task.FirstSubmittedAt);
        AssertBetween(before, task.SubmittedAt, after);
        Assert.Equal(ended.Parameters.ToArray(), task.Parameters.ToArray());
    }

    [Fact]
    public async Task The_history_is_kept_and_goes_on_counting()
    {
        var (worker, claim) = await EndOneAsync(OutcomeKind.Failed);
        await ResubmitAsync(claim.Id);
        await worker.SettleAsync(Outcomes.Completed(await worker.ClaimOneAsync()));

        var history = await HistoryAsync(claim.Id);
        Assert.Equal([(1, "failed"), (2, "completed")], history.Select(attempt => (attempt.Number, attempt.Outcome)));
    }

    [Fact]
    public async Task A_reset_forgets_counted_retries_and_crashes()
    {
        var id = await EndWithCountsAsync();
        await ResubmitAsync(id, reset: true);
        var task = await GetAsync(id);
        Assert.Equal((0, 0), (task.RetryAttempt, task.CrashCount));
    }

    [Fact]
    public async Task Without_a_reset_counted_retries_and_crashes_are_kept()
    {
        var id = await EndWithCountsAsync();
        await ResubmitAsync(id, reset: false);
        var task = await GetAsync(id);
        Assert.Equal((1, 1), (task.RetryAttempt, task.CrashCount));
    }

    [Fact]
    public async Task The_task_leaves_the_dead_letters_in_the_same_step()
    {
        var (_, claim) = await EndOneAsync(OutcomeKind.Failed, NewTask.In() with { SavesDeadLetter = true });
        await ResubmitAsync(claim.Id);

        Assert.False((await GetAsync(claim.Id)).IsDeadLetter);
        Assert.Empty((await Queries.ListDeadLettersAsync(new ListQuery(), Ct)).Tasks);
        Assert.Equal(0, Assert.Single(await Queries.CountAsync(Ct), counts => counts.Queue == "default").DeadLetters);
    }

    [Fact]
    public async Task A_task_is_resubmitted_once_for_one_end()
    {
        var (_, claim) = await EndOneAsync(OutcomeKind.Failed);
        Assert.Equal(
            [ResubmitAnswer.Resubmitted, ResubmitAnswer.NotEnded], await Submission.ResubmitAsync([claim.Id, claim.Id], true, Ct));
        Assert.Equal(ResubmitAnswer.NotEnded, await ResubmitAsync(claim.Id));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_task_that_waits_or_runs_is_answered_as_not_ended()
    {
        var ids = await AcceptAsync(NewTask.In(), NewTask.In(), NewTask.In() with { Delay = TimeSpan.FromMinutes(1) });
        await StartWorker().ClaimOneAsync();

        Assert.All(await Submission.ResubmitAsync(ids, true, Ct), answer => Assert.Equal(ResubmitAnswer.NotEnded, answer));
        Assert.Equal(JobStatus.Started, await StatusAsync(ids[0]));
        Assert.Equal(JobStatus.Submitted, await StatusAsync(ids[1]));
        Assert.Equal(JobStatus.Scheduled, await StatusAsync(ids[2]));
    }

    [Fact]
    public async Task A_task_that_is_not_stored_is_answered_as_not_found()
    {
        Assert.Equal(ResubmitAnswer.NotFound, await ResubmitAsync(SequentialIds.Next()));
    }

    [Fact]
    public async Task While_its_unique_key_is_held_by_another_task_nothing_changes()
    {
        var (worker, claim) = await EndOneAsync(OutcomeKind.Failed, NewTask.In() with { UniqueKey = "u", SavesDeadLetter = true });
        var holder = NewTask.In() with { UniqueKey = "u" };
        await AcceptAsync(holder);

        Assert.Equal(ResubmitAnswer.UniqueKeyHeld, await ResubmitAsync(claim.Id));
        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Failed, true), (task.Status, task.IsDeadLetter));

        await worker.SettleAsync(Outcomes.Completed(await worker.ClaimOneAsync()));
        Assert.Equal(ResubmitAnswer.Resubmitted, await ResubmitAsync(claim.Id));
    }

    [Fact]
    public async Task A_resubmitted_task_holds_its_unique_key_again()
    {
        var (_, claim) = await EndOneAsync(OutcomeKind.Failed, NewTask.In() with { UniqueKey = "u" });
        await ResubmitAsync(claim.Id);

        var second = await SubmitAsync(NewTask.In() with { UniqueKey = "u" });
        Assert.Equal((SubmitKind.ExistingUniqueKey, claim.Id), (second.Kind, second.Id));
    }

    [Fact]
    public async Task Of_two_ended_tasks_with_one_unique_key_a_batch_resubmits_the_first()
    {
        var (_, first) = await EndOneAsync(OutcomeKind.Failed, NewTask.In() with { UniqueKey = "u" });
        var (_, second) = await EndOneAsync(OutcomeKind.Failed, NewTask.In() with { UniqueKey = "u" });
        Assert.Equal(
            [ResubmitAnswer.Resubmitted, ResubmitAnswer.UniqueKeyHeld],
            await Submission.ResubmitAsync([first.Id, second.Id], true, Ct));
    }

    [Fact]
    public async Task A_full_queue_refuses_a_resubmit_and_nothing_changes()
    {
        await PutQueueAsync(new QueueConfig { Name = "narrow", MaxLength = 1 });
        var (_, claim) = await EndOneAsync(OutcomeKind.Failed, NewTask.In("narrow") with { SavesDeadLetter = true });
        await AcceptAsync(NewTask.In("narrow"));

        Assert.Equal(ResubmitAnswer.QueueFull, await ResubmitAsync(claim.Id));
        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Failed, true), (task.Status, task.IsDeadLetter));
    }

    [Fact]
    public async Task A_queue_that_is_gone_refuses_a_resubmit_and_nothing_changes()
    {
        await EnsureQueuesAsync("gone");
        var (_, claim) = await EndOneAsync(OutcomeKind.Failed, NewTask.In("gone"));
        Assert.Equal(QueueDeletion.Deleted, (await Routing.DeleteQueueAsync("gone", force: false, Ct)).State);

        Assert.Equal(ResubmitAnswer.QueueUnknown, await ResubmitAsync(claim.Id));
        Assert.Equal(JobStatus.Failed, await StatusAsync(claim.Id));
    }

    [Fact]
    public async Task A_dead_letter_that_is_removed_stays_as_an_ended_task_and_can_still_be_resubmitted()
    {
        var (_, claim) = await EndOneAsync(OutcomeKind.Failed, NewTask.In() with { SavesDeadLetter = true });
        Assert.Equal(1, await Submission.RemoveDeadLettersAsync([claim.Id, claim.Id, SequentialIds.Next()], Ct));

        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Failed, false), (task.Status, task.IsDeadLetter));
        Assert.Empty((await Queries.ListDeadLettersAsync(new ListQuery(), Ct)).Tasks);
        Assert.Equal(0, await Submission.RemoveDeadLettersAsync([claim.Id], Ct));
        Assert.Equal(ResubmitAnswer.Resubmitted, await ResubmitAsync(claim.Id));
    }

    private async ValueTask<(TestWorker Worker, ClaimedTask Claim)> EndOneAsync(OutcomeKind kind, SubmitRequest? request = null)
    {
        request ??= NewTask.In();
        await AcceptAsync(request);
        var worker = StartWorker($"worker-{request.Id}");
        var claim = await worker.ClaimOneAsync(request.Queue);
        Assert.Equal(request.Id, claim.Id);
        await worker.SettleAsync(Outcomes.Of(claim, kind));
        return (worker, claim);
    }

    private async ValueTask<Ulid> EndWithCountsAsync()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await CrashAsync(times: 1);
        var worker = StartWorker("ending");
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync()));
        await worker.SettleAsync(Outcomes.Failed(await worker.ClaimOneAsync()));
        return id;
    }
}
