using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Only the holder of the token writes, and it writes once.</summary>
public abstract class FenceConformance : StoreConformance
{
    [Fact]
    public async Task A_settle_after_a_rescue_is_rejected_and_writes_nothing()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(20);
        Assert.Single(await RescueAsync());

        Assert.False((await worker.SettleOneAsync(Outcomes.Completed(claim, "1"))).Written);
        var task = await GetAsync(claim.Id);
        Assert.Equal(JobStatus.Submitted, task.Status);
        Assert.Null(task.Result);
    }

    [Theory]
    [InlineData(OutcomeKind.Completed)]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Cancelled)]
    [InlineData(OutcomeKind.Requeued)]
    [InlineData(OutcomeKind.GivenBack)]
    [InlineData(OutcomeKind.Deferred)]
    [InlineData(OutcomeKind.Stalled)]
    [InlineData(OutcomeKind.Dropped)]
    public async Task A_settle_of_a_claim_that_another_worker_holds_is_rejected_and_writes_nothing(OutcomeKind kind)
    {
        await AcceptAsync(NewTask.In() with { SavesDeadLetter = true });
        var late = StartWorker("late");
        var old = await late.ClaimOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();
        var holder = StartWorker("holder");
        var current = await holder.ClaimOneAsync();
        var before = await GetAsync(old.Id);

        Assert.False((await late.SettleOneAsync(Outcomes.Of(old, kind))).Written);
        var after = await GetAsync(old.Id);
        Assert.Equal(JobStatus.Started, after.Status);
        Assert.Equal(
            (before.Token, before.Worker, before.RetryAttempt, before.CrashCount, before.IsDeadLetter),
            (after.Token, after.Worker, after.RetryAttempt, after.CrashCount, after.IsDeadLetter));
        Assert.True((await holder.SettleOneAsync(Outcomes.Completed(current))).Written);
    }

    [Fact]
    public async Task A_settle_with_a_token_that_was_never_given_is_rejected()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        foreach (var token in new[] { claim.Token - 1, claim.Token + 1, 0 })
        {
            var forged = new Outcome { Claim = claim.Key with { Token = token }, Kind = OutcomeKind.Completed, StartedAt = claim.StartedAt };
            Assert.False((await worker.SettleOneAsync(forged)).Written);
        }

        Assert.Equal(JobStatus.Started, await StatusAsync(claim.Id));
    }

    [Fact]
    public async Task A_settle_of_a_task_that_is_not_stored_is_rejected()
    {
        var claim = new ClaimKey(SequentialIds.Next(), "default", 1);
        var outcome = new Outcome { Claim = claim, Kind = OutcomeKind.Completed, StartedAt = await NowAsync() };
        Assert.False((await StartWorker().SettleOneAsync(outcome)).Written);
        Assert.Null(Assert.Single(await Queries.GetAsync([claim.Id], Ct)));
    }

    [Fact]
    public async Task A_settle_of_a_lapsed_claim_that_was_not_rescued_is_accepted()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(60);

        Assert.True((await worker.SettleOneAsync(Outcomes.Completed(claim))).Written);
        Assert.Empty(await RescueAsync());
    }

    [Theory]
    [InlineData(OutcomeKind.Completed)]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Cancelled)]
    [InlineData(OutcomeKind.Requeued)]
    [InlineData(OutcomeKind.GivenBack)]
    [InlineData(OutcomeKind.Deferred)]
    [InlineData(OutcomeKind.Stalled)]
    [InlineData(OutcomeKind.Dropped)]
    public async Task A_settle_that_repeats_what_its_own_token_wrote_is_answered_as_written_and_writes_nothing(OutcomeKind kind)
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        var outcome = Outcomes.Of(claim, kind);
        var first = await worker.SettleOneAsync(outcome);
        var between = await GetAsync(claim.Id);
        await AdvanceAsync(10);

        var second = await worker.SettleOneAsync(outcome);
        Assert.Equal((true, first.Status), (second.Written, second.Status));
        var after = await GetAsync(claim.Id);
        Assert.Equal(
            (between.Status, between.RetryAttempt, between.CompletedAt, between.RunAt),
            (after.Status, after.RetryAttempt, after.CompletedAt, after.RunAt));
        Assert.Equal(kind.IsRecorded() ? 1 : 0, (await HistoryAsync(claim.Id)).Count);
    }

    [Fact]
    public async Task An_outcome_that_stands_twice_in_one_batch_is_written_once()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();

        Assert.All(await worker.SettleAsync(Outcomes.Retry(claim), Outcomes.Retry(claim)), answer => Assert.True(answer.Written));
        Assert.Equal(1, (await GetAsync(claim.Id)).RetryAttempt);
    }

    [Fact]
    public async Task A_second_outcome_of_another_kind_changes_nothing()
    {
        await AcceptAsync(NewTask.In() with { SavesDeadLetter = true });
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await worker.SettleAsync(Outcomes.Completed(claim, "1"));
        await worker.SettleAsync(Outcomes.Failed(claim));

        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Completed, false), (task.Status, task.IsDeadLetter));
        Assert.Null(task.Error);
    }

    [Fact]
    public async Task A_late_outcome_of_a_stalled_attempt_is_rejected()
    {
        await AcceptAsync(NewTask.In() with { MaxHeartbeatInterval = TimeSpan.FromSeconds(5) });
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(10);
        worker.Heartbeat(claim);
        Assert.Single(await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(7), 100, Ct));

        Assert.False((await worker.SettleOneAsync(Outcomes.Completed(claim))).Written);
        Assert.Equal(JobStatus.Stalled, await StatusAsync(claim.Id));
    }
}
