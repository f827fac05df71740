using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Renewing leases, and what the worker learns in return.</summary>
public abstract class HeartbeatConformance : StoreConformance
{
    [Fact]
    public async Task A_heartbeat_renews_the_lease()
    {
        var (worker, claim) = await StartOneAsync();
        for (var round = 0; round < 4; round++)
        {
            await AdvanceAsync(10);
            Assert.Empty(worker.Heartbeat(claim).Lost);
            Assert.Empty(await RescueAsync());
        }

        Assert.Equal(JobStatus.Started, await StatusAsync(claim.Id));
    }

    [Fact]
    public async Task A_heartbeat_that_does_not_name_a_claim_does_not_renew_it()
    {
        await AcceptAsync(NewTask.Many(2));
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(2)).Claims;
        await AdvanceAsync(10);
        worker.Heartbeat(claims[0]);
        await AdvanceAsync(10);

        Assert.Equal(claims[1].Key, Assert.Single(await RescueAsync()).Claim);
    }

    [Fact]
    public async Task A_heartbeat_renews_a_claim_that_lapsed_but_was_not_rescued()
    {
        var (worker, claim) = await StartOneAsync();
        await AdvanceAsync(60);
        Assert.Empty(worker.Heartbeat(claim).Lost);
        Assert.Empty(await RescueAsync());
        Assert.Equal(JobStatus.Started, await StatusAsync(claim.Id));
    }

    [Fact]
    public async Task A_rescued_claim_is_answered_as_lost_and_not_renewed()
    {
        var (worker, claim) = await StartOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();

        Assert.Equal([claim.Key], worker.Heartbeat(claim).Lost);
        Assert.Equal(JobStatus.Submitted, await StatusAsync(claim.Id));
    }

    [Fact]
    public async Task A_claim_that_another_worker_holds_now_is_answered_as_lost_and_left_alone()
    {
        var (late, old) = await StartOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();
        var holder = StartWorker("holder");
        var current = await holder.ClaimOneAsync();
        await AdvanceAsync(10);

        Assert.Equal([old.Key], late.Heartbeat(old).Lost);
        await AdvanceAsync(10);
        Assert.Equal(current.Key, Assert.Single(await RescueAsync()).Claim);
    }

    [Fact]
    public async Task A_claim_of_a_task_that_is_not_stored_is_answered_as_lost()
    {
        var claim = new ClaimKey(SequentialIds.Next(), RoutingNames.Default, 1);
        Assert.Equal([claim], StartWorker().Heartbeat([claim], []).Lost);
    }

    [Fact]
    public async Task A_cancel_request_is_answered_at_every_heartbeat_until_the_attempt_ends()
    {
        var (worker, claim) = await StartOneAsync();
        Assert.Empty(worker.Heartbeat(claim).CancelRequested);
        await CancelAsync(claim.Id);

        Assert.Equal([claim.Key], worker.Heartbeat(claim).CancelRequested);
        Assert.Equal([claim.Key], worker.Heartbeat(claim).CancelRequested);
        await worker.SettleAsync(Outcomes.Cancelled(claim));
        Assert.Empty(worker.Report().CancelRequested);
    }

    [Fact]
    public async Task A_beat_is_stored_as_the_time_of_the_store_less_its_age()
    {
        var (worker, claim) = await StartOneAsync();
        await AdvanceAsync(10);
        var before = await NowAsync();
        worker.Heartbeat([claim.Key], [new Beat(claim.Key, TimeSpan.FromSeconds(3), 0.5, "half")]);
        var after = await NowAsync();

        var task = await GetAsync(claim.Id);
        AssertBetween(before.AddSeconds(-3), task.LastHeartbeatAt, after.AddSeconds(-3));
        Assert.Equal((0.5, "half"), (task.Progress, task.Message));
    }

    [Fact]
    public async Task A_beat_without_progress_or_message_keeps_those_of_the_beat_before()
    {
        var (worker, claim) = await StartOneAsync();
        worker.Heartbeat([claim.Key], [new Beat(claim.Key, TimeSpan.Zero, 0.5, "half")]);
        worker.Heartbeat([claim.Key], [new Beat(claim.Key, TimeSpan.Zero, null, null)]);

        var task = await GetAsync(claim.Id);
        Assert.Equal((0.5, "half"), (task.Progress, task.Message));
    }

    [Fact]
    public async Task A_renewal_is_no_beat()
    {
        var (worker, claim) = await StartOneAsync();
        await AdvanceAsync(5);
        worker.Heartbeat(claim);
        Assert.Null((await GetAsync(claim.Id)).LastHeartbeatAt);
    }

    [Fact]
    public async Task A_beat_of_a_lost_claim_is_not_written()
    {
        var (late, old) = await StartOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();
        await StartWorker("holder").ClaimOneAsync();

        late.Heartbeat([old.Key], [new Beat(old.Key, TimeSpan.Zero, 0.9, "too late")]);
        var task = await GetAsync(old.Id);
        Assert.Null(task.LastHeartbeatAt);
        Assert.Null(task.Message);
    }

    [Fact]
    public async Task The_answer_tells_the_routing_version_and_every_change_makes_it_another()
    {
        var worker = StartWorker();
        var first = worker.Report().RoutingVersion;
        Assert.Equal(first, worker.Report().RoutingVersion);
        Assert.Equal(first, (await Routing.GetSnapshotAsync(Ct)).Version);

        await PutQueueAsync(new QueueConfig { Name = "mail" });
        var second = worker.Report().RoutingVersion;
        Assert.True(second > first);
        Assert.Equal(second, (await Routing.GetSnapshotAsync(Ct)).Version);
    }

    [Fact]
    public async Task The_answer_tells_the_clock_of_the_store()
    {
        await AdvanceAsync(12345);
        var before = await NowAsync();
        var answer = StartWorker().Report();
        AssertBetween(before, answer.StoreTime, await NowAsync());
    }

    [Fact]
    public async Task A_heartbeat_makes_the_worker_known_as_it_describes_itself()
    {
        var worker = new TestWorker(Store, "worker-1");
        Assert.Empty(await Queries.GetWorkersAsync(Ct));
        var before = await NowAsync();
        worker.Heartbeat(new HeartbeatRequest
        {
            Worker = worker.Profile,
            Queues = ["a", "b"],
            SlotsUsed = 3,
            SlotsAbandoned = 1,
            Draining = true,
            Claims = [],
        });

        var record = Assert.Single(await Queries.GetWorkersAsync(Ct));
        var expected = worker.Profile with { Tasks = record.Profile.Tasks };
        Assert.Equal(expected, record.Profile);
        Assert.Equal(worker.Profile.Tasks, record.Profile.Tasks);
        Assert.Equal(["a", "b"], record.Queues);
        Assert.Equal((3, 1, true), (record.SlotsUsed, record.SlotsAbandoned, record.Draining));
        AssertBetween(before, record.LastSeen, await NowAsync());
    }

    [Fact]
    public async Task A_worker_is_listed_until_its_record_lapses_or_it_signs_off()
    {
        StartWorker("b-silent");
        var leaving = StartWorker("a-leaving");
        var living = StartWorker("c-living");
        Assert.Equal(["a-leaving", "b-silent", "c-living"], await WorkerIdsAsync());

        await leaving.SignOffAsync();
        await AdvanceAsync(10);
        living.Report();
        Assert.Equal(["b-silent", "c-living"], await WorkerIdsAsync());
        await AdvanceAsync(10);
        Assert.Equal(["c-living"], await WorkerIdsAsync());
    }

    [Fact]
    public async Task A_worker_whose_record_lapsed_is_known_again_with_its_next_heartbeat()
    {
        var worker = StartWorker();
        await AdvanceAsync(300);
        worker.Report();
        Assert.Equal(["worker-1"], await WorkerIdsAsync());
        await AcceptAsync(NewTask.In());
        await worker.ClaimOneAsync();
    }

    private async ValueTask<string[]> WorkerIdsAsync() =>
        [.. (await Queries.GetWorkersAsync(Ct)).Select(record => record.Profile.Worker)];

    private async ValueTask<(TestWorker Worker, ClaimedTask Claim)> StartOneAsync()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        return (worker, await worker.ClaimOneAsync());
    }
}
