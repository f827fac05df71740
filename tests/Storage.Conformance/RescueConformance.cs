using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Taking tasks from lapsed leases. Tasks that killed workers are in <see cref="SuspectConformance"/>.</summary>
public abstract class RescueConformance : StoreConformance
{
    [Fact]
    public async Task A_lease_that_has_not_lapsed_is_left_alone()
    {
        await AcceptAsync(NewTask.In());
        var claim = await StartWorker().ClaimOneAsync();
        await AdvanceAsync(13);

        Assert.Empty(await RescueAsync());
        Assert.Equal(JobStatus.Started, await StatusAsync(claim.Id));
    }

    [Fact]
    public async Task A_task_of_a_worker_that_died_is_queued_again_and_counts_a_crash()
    {
        await AcceptAsync(NewTask.In());
        var claim = await StartWorker().ClaimOneAsync();
        await AdvanceAsync(17);

        var rescued = Assert.Single(await RescueAsync());
        Assert.Equal(
            new RescuedTask(claim.Key, NewTask.Name, 1, "worker-1", JobStatus.Submitted, CrashCounted: true, DeadLettered: false), rescued);
        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Submitted, 0, 1), (task.Status, task.RetryAttempt, task.CrashCount));
        Assert.Empty(await RescueAsync());
    }

    [Fact]
    public async Task A_lapsed_claim_of_a_worker_that_still_reports_is_queued_again_uncounted()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(10);
        worker.Report();
        await AdvanceAsync(10);
        worker.Report();

        var rescued = Assert.Single(await RescueAsync());
        Assert.Equal((JobStatus.Submitted, false), (rescued.Status, rescued.CrashCounted));
        Assert.Equal(0, (await GetAsync(claim.Id)).CrashCount);
    }

    [Fact]
    public async Task A_rescued_task_keeps_its_counted_retries()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync()));
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();

        var task = await GetAsync(claim.Id);
        Assert.Equal((1, 1), (task.RetryAttempt, task.CrashCount));
    }

    [Fact]
    public async Task With_a_cancel_requested_a_rescued_task_ends_as_cancelled()
    {
        await AcceptAsync(NewTask.In());
        var claim = await StartWorker().ClaimOneAsync();
        await CancelAsync(claim.Id);
        await AdvanceAsync(20);

        Assert.Equal(JobStatus.Cancelled, Assert.Single(await RescueAsync()).Status);
        var task = await GetAsync(claim.Id);
        Assert.Equal(JobStatus.Cancelled, task.Status);
        Assert.NotNull(task.CompletedAt);
    }

    [Fact]
    public async Task A_task_that_lost_too_many_workers_is_stalled_and_a_dead_letter_that_names_them()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In() with { SavesDeadLetter = true }));
        await CrashAsync(times: 2);
        await StartWorker("victim-3").ClaimAsync(ClaimRequests.WithSuspect(1));
        await AdvanceAsync(20);

        var rescued = Assert.Single(await RescueAsync());
        Assert.Equal((JobStatus.Stalled, true, true), (rescued.Status, rescued.CrashCounted, rescued.DeadLettered));
        var task = await GetAsync(id);
        Assert.Equal((JobStatus.Stalled, 3, true), (task.Status, task.CrashCount, task.IsDeadLetter));
        Assert.Equal(OutcomeNames.WorkerLost, task.ErrorType);
        Assert.EndsWith("3 workers were lost with this task: victim-1, victim-2, victim-3", task.Error, StringComparison.Ordinal);
        Assert.NotNull(task.CompletedAt);
    }

    [Fact]
    public async Task A_task_that_lost_too_many_workers_is_only_stalled_when_the_policy_is_not_save()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In() with { MaxCrashes = 1 }));
        await StartWorker().ClaimOneAsync();
        await AdvanceAsync(20);

        Assert.False(Assert.Single(await RescueAsync()).DeadLettered);
        var task = await GetAsync(id);
        Assert.Equal((JobStatus.Stalled, 1, false), (task.Status, task.CrashCount, task.IsDeadLetter));
    }

    [Fact]
    public async Task A_stalled_task_can_be_resubmitted_with_its_crashes_forgotten()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In() with { MaxCrashes = 1 }));
        await StartWorker().ClaimOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();
        await ResubmitAsync(id);

        Assert.Equal(0, (await StartWorker("worker-2").ClaimOneAsync()).CrashCount);
    }

    [Fact]
    public async Task A_pass_takes_no_more_than_its_limit()
    {
        await AcceptAsync(NewTask.Many(5));
        await StartWorker().ClaimAsync(5);
        await AdvanceAsync(20);

        Assert.Equal(2, (await RescueAsync(2)).Count);
        Assert.Equal(2, (await RescueAsync(2)).Count);
        Assert.Single(await RescueAsync(2));
        Assert.Empty(await RescueAsync(2));
        Assert.Equal(5, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_pass_takes_from_every_queue()
    {
        string[] queues = ["a", "b", "c"];
        await EnsureQueuesAsync(queues);
        await AcceptAsync([.. queues.Select(NewTask.In)]);
        await StartWorker().ClaimAsync(3, queues);
        await AdvanceAsync(20);

        Assert.Equal(queues, (await RescueAsync()).Select(rescued => rescued.Claim.Queue).Order());
    }

    [Fact]
    public async Task Two_processes_that_rescue_at_once_rescue_each_task_once()
    {
        await AcceptAsync(NewTask.Many(50));
        await StartWorker().ClaimAsync(50);
        await AdvanceAsync(20);
        await using var second = await Harness.OpenSecondAsync();

        var both = await Task.WhenAll(RescueAsync().AsTask(), second.Upkeep.RescueAsync(100, Ct).AsTask());
        Assert.Equal(50, both.SelectMany(pass => pass).Select(rescued => rescued.Claim.Id).Distinct().Count());
        Assert.Equal(50, both.Sum(pass => pass.Count));
    }

    [Fact]
    public async Task A_rescue_is_an_attempt_in_the_history()
    {
        await AcceptAsync(NewTask.In());
        var claim = await StartWorker().ClaimOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();

        var attempt = Assert.Single(await HistoryAsync(claim.Id));
        Assert.Equal((1, "worker-1", claim.Token, "worker_lost"), (attempt.Number, attempt.Worker, attempt.Token, attempt.Outcome));
        Assert.Equal("worker worker-1 stopped renewing its lease", attempt.Failure?.Message);
    }

    [Fact]
    public async Task A_lapsed_claim_of_a_worker_that_still_reports_is_queued_again_however_often_its_task_has_crashed()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In() with { MaxCrashes = 1 }));
        await StartWorker("victim").ClaimOneAsync();
        await AdvanceAsync(40);
        await RescueAsync();
        Assert.Equal(JobStatus.Stalled, await StatusAsync(id));
        await Submission.ResubmitAsync([id], resetRetryCount: false, Ct);
        var worker = StartWorker("worker-2");
        await worker.ClaimOneAsync();
        for (var beat = 0; beat < 2; beat++)
        {
            await AdvanceAsync(10);
            worker.Report();
        }

        await RescueAsync();

        var task = await GetAsync(id);
        Assert.Equal((JobStatus.Submitted, 1), (task.Status, task.CrashCount));
    }

    [Fact]
    public async Task Silent_code_is_stalled_when_its_worker_went_on_renewing_it()
    {
        var (worker, claim) = await StartOneAsync(NewTask.In() with { MaxHeartbeatInterval = TimeSpan.FromSeconds(5), SavesDeadLetter = true });
        await RenewForAsync(40, worker, claim);

        Assert.Equal([claim.Id], await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(30), 100, Ct));
        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Stalled, false, 0), (task.Status, task.IsDeadLetter, task.CrashCount));
        Assert.Empty(await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(30), 100, Ct));
        Assert.Equal([claim.Key], worker.Heartbeat(claim).Lost);
    }

    [Fact]
    public async Task Silence_counts_from_the_last_beat()
    {
        var (worker, claim) = await StartOneAsync(NewTask.In());
        await RenewForAsync(20, worker, claim);
        worker.Heartbeat([claim.Key], [new Beat(claim.Key, TimeSpan.Zero, null, null)]);
        await RenewForAsync(20, worker, claim);

        Assert.Empty(await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(30), 100, Ct));
        await RenewForAsync(20, worker, claim);
        Assert.Single(await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(30), 100, Ct));
    }

    [Fact]
    public async Task Code_that_declares_no_interval_and_never_beat_is_not_silent()
    {
        var (worker, claim) = await StartOneAsync(NewTask.In());
        await RenewForAsync(40, worker, claim);
        Assert.Empty(await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(30), 100, Ct));
    }

    [Fact]
    public async Task A_silent_process_is_a_matter_of_the_lease_and_not_stalled()
    {
        await StartOneAsync(NewTask.In() with { MaxHeartbeatInterval = TimeSpan.FromSeconds(5) });
        await AdvanceAsync(40);

        Assert.Empty(await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(30), 100, Ct));
        Assert.Single(await RescueAsync());
    }

    private async ValueTask RenewForAsync(int seconds, TestWorker worker, ClaimedTask claim)
    {
        for (var passed = 0; passed < seconds; passed += 10)
        {
            await AdvanceAsync(10);
            worker.Heartbeat(claim);
        }
    }

    private async ValueTask<(TestWorker Worker, ClaimedTask Claim)> StartOneAsync(SubmitRequest request)
    {
        await AcceptAsync(request);
        var worker = StartWorker();
        return (worker, await worker.ClaimOneAsync());
    }
}
