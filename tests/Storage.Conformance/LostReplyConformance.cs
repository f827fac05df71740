using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Every verb repeated because its reply was lost: claims and settles under their number, the others as they are.</summary>
public abstract class LostReplyConformance : StoreConformance
{
    [Fact]
    public async Task A_repeated_claim_brings_the_same_claims_and_takes_no_further_task()
    {
        await AcceptAsync(NewTask.Many(5));
        var worker = StartWorker();
        var first = await worker.ClaimAsync(2);
        var second = await worker.RepeatClaimAsync(ClaimRequests.Want(2));

        AssertSame(first.Claims, second.Claims);
        Assert.Equal(2, await CountAsync(RoutingNames.Default, JobStatus.Started));
        Assert.Equal(3, (await worker.ClaimAsync(5)).Claims.Count);
    }

    [Fact]
    public async Task A_repeated_claim_that_brought_nothing_brings_nothing()
    {
        var worker = StartWorker();
        Assert.Empty((await worker.ClaimAsync(1)).Claims);
        await AcceptAsync(NewTask.In());
        Assert.Empty((await worker.RepeatClaimAsync(ClaimRequests.Want(1))).Claims);
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_repeated_claim_renews_the_leases()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        await worker.ClaimOneAsync();
        await AdvanceAsync(12);
        Assert.Single((await worker.RepeatClaimAsync(ClaimRequests.Want(1))).Claims);
        await AdvanceAsync(12);
        Assert.Empty(await RescueAsync());
    }

    [Fact]
    public async Task A_repeated_claim_omits_claims_whose_token_no_longer_stands()
    {
        await AcceptAsync(NewTask.Many(2));
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(2)).Claims;
        await AdvanceAsync(10);
        worker.Heartbeat(claims[0]);
        await AdvanceAsync(10);
        Assert.Single(await RescueAsync());

        AssertSame([claims[0]], (await worker.RepeatClaimAsync(ClaimRequests.Want(2))).Claims);
        await StartWorker("worker-2").ClaimOneAsync();
        AssertSame([claims[0]], (await worker.RepeatClaimAsync(ClaimRequests.Want(2))).Claims);
    }

    [Fact]
    public async Task A_repeated_claim_counts_once_for_the_rate()
    {
        await PutQueueAsync(new QueueConfig { Name = "paced", Rate = new RateLimit(2, 60, RatePeriod.Second) });
        await AcceptAsync(NewTask.Many(3, "paced"));
        var worker = StartWorker();
        await worker.ClaimOneAsync("paced");
        await worker.RepeatClaimAsync(ClaimRequests.Want(1, "paced"));
        Assert.Single((await worker.ClaimAsync(5, "paced")).Claims);
    }

    [Fact]
    public async Task A_repeated_settle_gives_the_same_verdicts_and_writes_nothing_twice()
    {
        await AcceptAsync(
            NewTask.In(), NewTask.In() with { SavesDeadLetter = true }, NewTask.In(), NewTask.In());
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(4)).Claims;
        var forged = new Outcome
        {
            Claim = claims[3].Key with { Token = claims[3].Token - 1 },
            Kind = OutcomeKind.Completed,
            StartedAt = claims[3].StartedAt,
        };
        Outcome[] outcomes = [Outcomes.Completed(claims[0]), Outcomes.Failed(claims[1]), Outcomes.Retry(claims[2]), forged];
        var first = await worker.SettleAsync(outcomes);
        Assert.Equal([true, true, true, false], first.Select(answer => answer.Written));

        Assert.Equal(first, await worker.RepeatSettleAsync(outcomes));
        Assert.Equal(1, (await GetAsync(claims[2].Id)).RetryAttempt);
        Assert.Single(await HistoryAsync(claims[2].Id));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_repeated_settle_does_not_touch_what_another_worker_claimed_meanwhile()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var outcome = Outcomes.Retry(await worker.ClaimOneAsync());
        var first = await worker.SettleAsync(outcome);
        var other = StartWorker("worker-2");
        var claim = await other.ClaimOneAsync();

        Assert.Equal(first, await worker.RepeatSettleAsync(outcome));
        var task = await GetAsync(claim.Id);
        Assert.Equal((JobStatus.Started, claim.Token, 1), (task.Status, task.Token, task.RetryAttempt));
        Assert.True((await other.SettleOneAsync(Outcomes.Completed(claim))).Written);
    }

    [Fact]
    public async Task A_repeated_fused_call_settles_and_claims_once()
    {
        await AcceptAsync(NewTask.Many(4));
        var worker = StartWorker();
        var outcome = Outcomes.Retry(await worker.ClaimOneAsync());
        var first = await worker.SettleAndClaimAsync(ClaimRequests.Want(2), outcome);
        var second = await worker.RepeatSettleAndClaimAsync(ClaimRequests.Want(2), outcome);

        Assert.Equal(first.Settled, second.Settled);
        AssertSame(first.Claimed.Claims, second.Claimed.Claims);
        Assert.Equal(2, await CountAsync(RoutingNames.Default, JobStatus.Started));
        Assert.Equal(1, (await GetAsync(outcome.Claim.Id)).RetryAttempt);
    }

    [Fact]
    public async Task The_numbers_of_one_worker_mean_nothing_to_another()
    {
        await AcceptAsync(NewTask.Many(2));
        var first = await StartWorker().ClaimOneAsync();
        var second = await StartWorker("worker-2").ClaimOneAsync();
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_repeated_call_is_answered_by_another_connection_too()
    {
        await AcceptAsync(NewTask.Many(3));
        var worker = StartWorker();
        var first = await worker.ClaimAsync(2);
        await using var second = await Harness.OpenSecondAsync();
        var repeated = await second.Execution.ClaimAsync(worker.LastCall, ClaimRequests.Want(2), Ct);
        AssertSame(first.Claims, repeated.Claims);
    }

    [Fact]
    public async Task A_heartbeat_between_a_call_and_its_repeat_does_not_disturb_it()
    {
        await AcceptAsync(NewTask.Many(3));
        var worker = StartWorker();
        var first = await worker.ClaimAsync(2);
        worker.Report();
        AssertSame(first.Claims, (await worker.RepeatClaimAsync(ClaimRequests.Want(2))).Claims);
    }

    [Fact]
    public async Task A_repeated_submit_of_an_own_id_makes_one_task()
    {
        SubmitRequest[] batch = [NewTask.Own(), NewTask.Own(), NewTask.Own()];
        await AcceptAsync(batch);
        Assert.All(await Submission.SubmitAsync(batch, Ct), answer => Assert.Equal(SubmitKind.ExistingId, answer.Kind));
        Assert.Equal(3, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_repeated_cancel_finds_what_the_first_one_did()
    {
        var ids = await AcceptAsync(NewTask.Many(2));
        await StartWorker().ClaimOneAsync();
        await Submission.CancelAsync(ids, Ct);
        Assert.Equal([CancelAnswer.Requested, CancelAnswer.AlreadyEnded], await Submission.CancelAsync(ids, Ct));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Cancelled));
    }

    [Fact]
    public async Task A_repeated_resubmit_queues_once()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await CancelAsync(id);
        await ResubmitAsync(id);
        Assert.Equal(ResubmitAnswer.NotEnded, await ResubmitAsync(id));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_repeated_heartbeat_changes_nothing()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        var first = worker.Heartbeat(claim);
        var second = worker.Heartbeat(claim);
        Assert.Equal(
            (first.Lost.Count, first.CancelRequested.Count, first.RoutingVersion),
            (second.Lost.Count, second.CancelRequested.Count, second.RoutingVersion));
        Assert.Equal(JobStatus.Started, await StatusAsync(claim.Id));
    }

    [Fact]
    public async Task A_repeated_upkeep_pass_finds_nothing_left_to_do()
    {
        var scheduled = NewTask.In() with { Delay = TimeSpan.FromSeconds(5) };
        await AcceptAsync(NewTask.In(), scheduled);
        await StartWorker().ClaimOneAsync();
        await AdvanceAsync(20);

        Assert.Equal(1, (await PromoteAsync()).Promoted);
        Assert.Equal(0, (await PromoteAsync()).Promoted);
        Assert.Single(await RescueAsync());
        Assert.Empty(await RescueAsync());
        await CancelAsync(scheduled.Id);
        await AdvanceAsync(20);
        var rules = new PruneRules(TimeSpan.FromSeconds(10), null, null);
        Assert.Equal(1, (await Upkeep.PruneAsync(rules, 100, Ct)).Ended);
        Assert.Equal(0, (await Upkeep.PruneAsync(rules, 100, Ct)).Ended);
    }

    [Fact]
    public async Task A_repeated_routing_change_ends_in_the_same_place()
    {
        var queue = new QueueConfig { Name = "mail", MaxLength = 3 };
        Assert.True(await Routing.PutQueueAsync(queue, mustBeNew: true, Ct));
        Assert.False(await Routing.PutQueueAsync(queue, mustBeNew: true, Ct));
        Assert.Equal(QueueDeletion.Deleted, (await Routing.DeleteQueueAsync("mail", force: false, Ct)).State);
        Assert.Equal(QueueDeletion.NotFound, (await Routing.DeleteQueueAsync("mail", force: false, Ct)).State);
    }

    private static void AssertSame(IReadOnlyList<ClaimedTask> expected, IReadOnlyList<ClaimedTask> actual)
    {
        Assert.Equal(expected.Select(claim => claim.Key), actual.Select(claim => claim.Key));
        Assert.Equal(expected.Select(claim => claim.Parameters.ToArray()), actual.Select(claim => claim.Parameters.ToArray()));
        Assert.Equal(
            expected.Select(claim => (claim.Name, claim.Version, claim.RetryAttempt, claim.CrashCount)),
            actual.Select(claim => (claim.Name, claim.Version, claim.RetryAttempt, claim.CrashCount)));
    }
}
