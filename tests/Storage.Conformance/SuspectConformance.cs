using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Tasks that two or more workers died with run one at a time in a worker, and are blamed before their neighbours.</summary>
public abstract class SuspectConformance : StoreConformance
{
    [Fact]
    public async Task A_suspect_is_claimed_only_by_a_worker_that_takes_one()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await CrashAsync(times: 2);
        var worker = StartWorker();

        Assert.Empty((await worker.ClaimAsync(5)).Claims);
        var claim = Assert.Single((await worker.ClaimAsync(ClaimRequests.WithSuspect(5))).Claims);
        Assert.Equal((id, 2), (claim.Id, claim.CrashCount));
    }

    [Fact]
    public async Task One_claim_takes_one_suspect_at_most()
    {
        await AcceptAsync(NewTask.Many(2));
        await CrashTogetherAsync(count: 2, times: 2);
        var worker = StartWorker();

        Assert.Single((await worker.ClaimAsync(ClaimRequests.WithSuspect(5))).Claims);
        Assert.Single((await worker.ClaimAsync(ClaimRequests.WithSuspect(5))).Claims);
    }

    [Fact]
    public async Task A_task_that_one_worker_died_with_is_no_suspect()
    {
        await AcceptAsync(NewTask.In());
        await CrashAsync(times: 1);
        Assert.Equal(1, (await StartWorker().ClaimOneAsync()).CrashCount);
    }

    [Fact]
    public async Task A_suspect_is_claimed_beside_other_tasks()
    {
        var suspect = Assert.Single(await AcceptAsync(NewTask.In()));
        await CrashAsync(times: 2);
        var others = await AcceptAsync(NewTask.Many(2));

        var claims = (await StartWorker().ClaimAsync(ClaimRequests.WithSuspect(3))).Claims;
        Assert.Equal([suspect, .. others], claims.Select(claim => claim.Id).Order());
    }

    [Fact]
    public async Task A_suspect_counts_as_submitted_and_is_listed()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await CrashAsync(times: 2);

        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
        Assert.Equal(id, Assert.Single((await Queries.ListAsync(new ListQuery { Status = JobStatus.Submitted }, Ct)).Tasks).Id);
        Assert.Equal(
            id, Assert.Single((await Queries.ListAsync(new ListQuery { Status = JobStatus.Submitted, Queue = "default" }, Ct)).Tasks).Id);
    }

    [Fact]
    public async Task A_suspect_that_a_worker_lost_while_it_was_away_takes_no_blame_for_its_later_end()
    {
        await AcceptAsync(NewTask.In() with { MaxCrashes = 9 });
        await CrashAsync(times: 2);
        var sleeper = StartWorker("sleeper");
        Assert.Single((await sleeper.ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
        await AdvanceAsync(40);
        await RescueAsync();

        sleeper.Report();
        var other = Assert.Single(await AcceptAsync(NewTask.In()));
        Assert.Equal(other, (await sleeper.ClaimOneAsync()).Id);
        await AdvanceAsync(40);
        await RescueAsync();

        Assert.Equal(1, (await GetAsync(other)).CrashCount);
    }

    [Fact]
    public async Task When_a_worker_dies_with_a_suspect_only_the_suspect_is_blamed()
    {
        var suspect = Assert.Single(await AcceptAsync(NewTask.In() with { MaxCrashes = 5 }));
        await CrashAsync(times: 2);
        var neighbours = await AcceptAsync(NewTask.Many(3));
        Assert.Equal(4, (await StartWorker("victim").ClaimAsync(ClaimRequests.WithSuspect(4))).Claims.Count);
        await AdvanceAsync(20);

        var rescued = await RescueAsync();
        Assert.Equal(4, rescued.Count);
        Assert.Equal(suspect, Assert.Single(rescued, r => r.CrashCounted).Claim.Id);
        Assert.Equal(3, (await GetAsync(suspect)).CrashCount);
        foreach (var neighbour in neighbours)
            Assert.Equal(0, (await GetAsync(neighbour)).CrashCount);
    }

    [Fact]
    public async Task Only_the_suspect_is_blamed_although_one_pass_does_not_reach_all()
    {
        var suspect = Assert.Single(await AcceptAsync(NewTask.In() with { MaxCrashes = 5 }));
        await CrashAsync(times: 2);
        await AcceptAsync(NewTask.Many(3));
        await StartWorker("victim").ClaimAsync(ClaimRequests.WithSuspect(4));
        await AdvanceAsync(20);

        var rescued = new List<RescuedTask>();
        for (var pass = 0; pass < 4; pass++)
            rescued.AddRange(await RescueAsync(1));
        Assert.Equal(suspect, Assert.Single(rescued, r => r.CrashCounted).Claim.Id);
    }

    [Fact]
    public async Task A_worker_that_settled_its_suspect_and_died_later_did_not_die_with_it()
    {
        await AcceptAsync(NewTask.In() with { MaxCrashes = 5 });
        await CrashAsync(times: 2);
        var victim = StartWorker("victim");
        var suspect = Assert.Single((await victim.ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
        await victim.SettleAsync(Outcomes.Completed(suspect));
        await AcceptAsync(NewTask.In());
        await victim.ClaimOneAsync();
        await AdvanceAsync(20);

        Assert.True(Assert.Single(await RescueAsync()).CrashCounted);
    }

    [Fact]
    public async Task A_suspect_that_is_put_back_waits_as_a_suspect_again()
    {
        await AcceptAsync(NewTask.In());
        await CrashAsync(times: 2);
        var worker = StartWorker();
        var claim = Assert.Single((await worker.ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
        await worker.SettleAsync(Outcomes.GivenBack(claim));

        Assert.Empty((await worker.ClaimAsync(1)).Claims);
        Assert.Single((await worker.ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
    }

    [Fact]
    public async Task A_suspect_that_was_scheduled_waits_as_a_suspect_when_it_is_due()
    {
        await AcceptAsync(NewTask.In());
        await CrashAsync(times: 2);
        var worker = StartWorker();
        var claim = Assert.Single((await worker.ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
        await worker.SettleAsync(Outcomes.Retry(claim, TimeSpan.FromSeconds(5)));
        await AdvanceAsync(10);
        await PromoteAsync();

        Assert.Empty((await worker.ClaimAsync(1)).Claims);
        Assert.Single((await worker.ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
    }

    [Fact]
    public async Task A_suspect_is_held_by_the_limits_of_its_queue_like_others()
    {
        await AcceptAsync(NewTask.In());
        await CrashAsync(times: 2);
        await Routing.SetPausedAsync(RoutingNames.Default, paused: true, Ct);
        Assert.Empty((await StartWorker().ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
    }

    private async ValueTask CrashTogetherAsync(int count, int times)
    {
        for (var time = 1; time <= times; time++)
        {
            await StartWorker($"together-{time}").ClaimAsync(count);
            await AdvanceAsync(20);
            Assert.Equal(count, (await RescueAsync()).Count(rescued => rescued.CrashCounted));
        }
    }
}
