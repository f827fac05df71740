using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>What is kept of ended attempts.</summary>
public abstract class HistoryConformance : StoreConformance
{
    [Fact]
    public async Task An_attempt_is_kept_with_its_times_worker_token_and_failure()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(5);
        var before = await NowAsync();
        await worker.SettleAsync(Outcomes.Failed(claim));
        var after = await NowAsync();

        var attempt = Assert.Single(await HistoryAsync(claim.Id));
        Assert.Equal((1, "worker-1", claim.Token, "failed"), (attempt.Number, attempt.Worker, attempt.Token, attempt.Outcome));
        Assert.Equal(Outcomes.Failure, attempt.Failure);
        AssertBetween(claim.StartedAt, attempt.StartedAt, claim.StartedAt);
        AssertBetween(before, attempt.EndedAt, after);
        Assert.Null(attempt.NextRunAt);
    }

    [Fact]
    public async Task A_first_success_is_kept_too()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await worker.SettleAsync(Outcomes.Completed(claim, "1"));

        var attempt = Assert.Single(await HistoryAsync(claim.Id));
        Assert.Equal((1, claim.Token, "completed"), (attempt.Number, attempt.Token, attempt.Outcome));
        AssertBetween(claim.StartedAt, attempt.StartedAt, claim.StartedAt);
        Assert.Null(attempt.Failure);
    }

    [Fact]
    public async Task A_retry_that_is_delayed_says_when_the_next_attempt_is_due()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await worker.SettleAsync(Outcomes.Retry(claim, TimeSpan.FromSeconds(30)));

        var due = (await GetAsync(claim.Id)).RunAt!.Value;
        var attempt = Assert.Single(await HistoryAsync(claim.Id));
        Assert.Equal("retry", attempt.Outcome);
        AssertBetween(due, attempt.NextRunAt, due);
    }

    [Fact]
    public async Task Interrupted_attempts_count_and_those_that_never_ran_are_not_kept()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.GivenBack(await worker.ClaimOneAsync()));
        await worker.SettleAsync(Outcomes.Requeued(await worker.ClaimOneAsync()));
        await worker.SettleAsync(Outcomes.Deferred(await worker.ClaimOneAsync()));
        await AdvanceAsync(10);
        await PromoteAsync();
        worker.Report();
        var claim = await worker.ClaimOneAsync();
        await worker.SettleAsync(Outcomes.Stalled(claim));

        var history = await HistoryAsync(claim.Id);
        Assert.Equal([(1, "requeued"), (2, "stalled")], history.Select(attempt => (attempt.Number, attempt.Outcome)));
    }

    [Fact]
    public async Task The_attempts_stand_in_their_order_each_with_its_own_token()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var tokens = new List<long>();
        for (var round = 0; round < 4; round++)
        {
            var claim = await worker.ClaimOneAsync();
            tokens.Add(claim.Token);
            await worker.SettleAsync(round < 3 ? Outcomes.Retry(claim) : Outcomes.Completed(claim));
        }

        var task = Assert.Single((await Queries.ListAsync(new ListQuery(), Ct)).Tasks);
        var history = await HistoryAsync(task.Id);
        Assert.Equal(tokens, history.Select(attempt => attempt.Token));
        Assert.Equal([1, 2, 3, 4], history.Select(attempt => attempt.Number));
        Assert.Equal(["retry", "retry", "retry", "completed"], history.Select(attempt => attempt.Outcome));
    }

    [Fact]
    public async Task The_first_10_and_the_last_40_are_kept()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        for (var round = 1; round < 55; round++)
            claim = Assert.Single((await worker.SettleAndClaimAsync(ClaimRequests.Want(1), Outcomes.Retry(claim))).Claimed.Claims);
        await worker.SettleAsync(Outcomes.Failed(claim));

        var history = await HistoryAsync(id);
        Assert.Equal([.. Enumerable.Range(1, 10), .. Enumerable.Range(16, 40)], history.Select(attempt => attempt.Number));
        Assert.Equal("failed", history[^1].Outcome);
    }

    [Fact]
    public async Task A_task_that_is_not_stored_has_no_history()
    {
        Assert.Null(await Queries.GetHistoryAsync(SequentialIds.Next(), Ct));
    }

    [Fact]
    public async Task A_long_stack_trace_and_message_come_back_as_they_were_cut()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        var failure = AttemptFailure.From("Überlauf", new string('ß', 5000), new string('→', 9000));
        await worker.SettleAsync(new Outcome { Claim = claim.Key, Kind = OutcomeKind.Failed, StartedAt = claim.StartedAt, Failure = failure });

        Assert.Equal(failure, Assert.Single(await HistoryAsync(claim.Id)).Failure);
        Assert.Equal(failure.Error, (await GetAsync(claim.Id)).Error);
    }
}
