using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>In which order tasks run.</summary>
public abstract class OrderConformance : StoreConformance
{
    [Fact]
    public async Task Tasks_of_one_priority_run_in_the_order_of_their_submits()
    {
        var ids = await AcceptAsync(NewTask.Many(10));
        var worker = StartWorker();
        Assert.Equal(ids[..3], await ClaimIdsAsync(worker, 3));
        Assert.Equal(ids[3..], await ClaimIdsAsync(worker, 20));
    }

    [Fact]
    public async Task The_order_is_that_of_the_submits_and_not_that_of_the_ids()
    {
        var batch = NewTask.Many(5);
        Array.Reverse(batch);
        var ids = await AcceptAsync(batch);
        Assert.Equal(ids, await ClaimIdsAsync(StartWorker(), 5));
    }

    [Fact]
    public async Task A_higher_priority_runs_first_and_equal_ones_in_their_order()
    {
        int[] priorities = [5, 0, 9, 5, 9, 1, 8];
        var ids = await AcceptAsync([.. priorities.Select(priority => NewTask.In() with { Priority = priority })]);
        Assert.Equal([ids[2], ids[4], ids[6], ids[0], ids[3], ids[5], ids[1]], await ClaimIdsAsync(StartWorker(), 10));
    }

    [Fact]
    public async Task A_higher_priority_overtakes_what_waits_already()
    {
        await AcceptAsync(NewTask.Many(3));
        var urgent = Assert.Single(await AcceptAsync(NewTask.In() with { Priority = 6 }));
        Assert.Equal(urgent, (await StartWorker().ClaimOneAsync()).Id);
    }

    [Theory]
    [InlineData(OutcomeKind.Requeued)]
    [InlineData(OutcomeKind.GivenBack)]
    public async Task What_is_put_back_takes_its_old_place(OutcomeKind kind)
    {
        var ids = await AcceptAsync(NewTask.Many(3));
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Of(await worker.ClaimOneAsync(), kind));
        await AcceptAsync(NewTask.In());
        Assert.Equal(ids, await ClaimIdsAsync(worker, 3));
    }

    [Fact]
    public async Task A_rescued_task_takes_its_old_place()
    {
        var ids = await AcceptAsync(NewTask.Many(3));
        await StartWorker().ClaimAsync(2);
        await AcceptAsync(NewTask.In());
        await AdvanceAsync(20);
        await RescueAsync();
        Assert.Equal(ids, await ClaimIdsAsync(StartWorker("worker-2"), 3));
    }

    [Fact]
    public async Task A_resubmitted_task_runs_before_later_submits()
    {
        var first = Assert.Single(await AcceptAsync(NewTask.In()));
        await CancelAsync(first);
        await ResubmitAsync(first);
        await AcceptAsync(NewTask.In());
        Assert.Equal(first, (await StartWorker().ClaimOneAsync()).Id);
    }

    [Fact]
    public async Task A_claim_of_several_queues_takes_a_share_of_each()
    {
        string[] queues = ["a", "b", "c"];
        await EnsureQueuesAsync(queues);
        await AcceptAsync([.. queues.SelectMany(queue => NewTask.Many(20, queue))]);

        var claims = (await StartWorker().ClaimAsync(9, queues)).Claims;
        Assert.Equal([3, 3, 3], queues.Select(queue => claims.Count(claim => claim.Queue == queue)));
    }

    [Fact]
    public async Task An_empty_queue_leaves_its_share_to_the_others()
    {
        string[] queues = ["a", "b", "c"];
        await EnsureQueuesAsync(queues);
        await AcceptAsync([.. NewTask.Many(2, "a"), .. NewTask.Many(20, "c")]);

        var claims = (await StartWorker().ClaimAsync(12, queues)).Claims;
        Assert.Equal([2, 0, 10], queues.Select(queue => claims.Count(claim => claim.Queue == queue)));
    }

    [Fact]
    public async Task What_empty_queues_leave_is_taken_in_turn_too()
    {
        string[] full = ["a", "b", "c"];
        string[] all = [.. full, "d", "e", "f"];
        await EnsureQueuesAsync(all);
        await AcceptAsync([.. full.SelectMany(queue => NewTask.Many(20, queue))]);

        var claims = (await StartWorker().ClaimAsync(12, all)).Claims;
        Assert.Equal(12, claims.Count);
        // Fair are 4 of each; a share is 2.
        Assert.All(full, queue => Assert.InRange(claims.Count(claim => claim.Queue == queue), 2, 6));
    }

    [Fact]
    public async Task A_wish_smaller_than_the_number_of_queues_starts_with_those_named_first()
    {
        string[] queues = ["a", "b", "c"];
        await EnsureQueuesAsync(queues);
        await AcceptAsync([.. queues.SelectMany(queue => NewTask.Many(5, queue))]);
        var worker = StartWorker();

        Assert.Equal("b", Assert.Single((await worker.ClaimAsync(1, "b", "c", "a")).Claims).Queue);
        Assert.Equal(["a", "c"], (await worker.ClaimAsync(2, "c", "a", "b")).Claims.Select(claim => claim.Queue).Order());
    }

    [Fact]
    public async Task Each_queue_keeps_its_own_order_in_a_claim_of_several()
    {
        await EnsureQueuesAsync("a", "b");
        var inA = await AcceptAsync(NewTask.Many(6, "a"));
        var inB = await AcceptAsync(NewTask.Many(6, "b"));

        var claims = (await StartWorker().ClaimAsync(8, "a", "b")).Claims;
        Assert.Equal(inA[..4], claims.Where(claim => claim.Queue == "a").Select(claim => claim.Id));
        Assert.Equal(inB[..4], claims.Where(claim => claim.Queue == "b").Select(claim => claim.Id));
    }

    [Fact]
    public async Task A_busy_queue_does_not_starve_another()
    {
        await EnsureQueuesAsync("busy", "rare");
        await AcceptAsync([.. NewTask.Many(100, "busy"), NewTask.In("rare")]);
        var claims = (await StartWorker().ClaimAsync(4, "busy", "rare")).Claims;
        Assert.Single(claims, claim => claim.Queue == "rare");
    }

    [Fact]
    public async Task The_queue_called_default_has_no_privilege()
    {
        await EnsureQueuesAsync("other");
        await AcceptAsync([.. NewTask.Many(10), .. NewTask.Many(10, "other")]);
        var claims = (await StartWorker().ClaimAsync(10, "other", "default")).Claims;
        Assert.Equal(5, claims.Count(claim => claim.Queue == "other"));
    }

    private static async ValueTask<Ulid[]> ClaimIdsAsync(TestWorker worker, int want) =>
        [.. (await worker.ClaimAsync(want)).Claims.Select(claim => claim.Id)];
}
