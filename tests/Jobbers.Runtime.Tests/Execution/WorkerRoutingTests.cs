using Jobbers.Execution;
using Jobbers.Routing;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class WorkerRoutingTests
{
    private readonly SlotBook _slots = new(50, false);

    [Fact]
    public void A_look_at_more_queues_than_one_claim_names_goes_on_until_all_were_named_once()
    {
        var routing = Serve(100);
        List<string> named = [.. Names(routing, anew: true)];
        while (routing.Reach == ClaimReach.GoesOn)
            named.AddRange(Names(routing, anew: false));

        // The last claim names some again, to be full.
        Assert.Equal(100, named.Distinct().Count());
        Assert.Equal(4, (named.Count + ClaimRequest.MaxQueues - 1) / ClaimRequest.MaxQueues);
    }

    [Fact]
    public void A_ring_in_the_middle_of_a_look_begins_it_anew()
    {
        var routing = Serve(100);
        Names(routing, anew: true);
        Names(routing, anew: false);

        List<string> named = [.. Names(routing, anew: true)];
        while (routing.Reach == ClaimReach.GoesOn)
            named.AddRange(Names(routing, anew: false));

        Assert.Equal(100, named.Distinct().Count());
    }

    [Fact]
    public void Few_queues_are_all_named_by_each_claim_and_take_turns_at_its_front()
    {
        var routing = Serve(3);

        Assert.Equal(["q000", "q001", "q002"], Names(routing, anew: true));
        Assert.Equal(ClaimReach.Whole, routing.Reach);
        Assert.Equal(["q001", "q002", "q000"], Names(routing, anew: false));
        Assert.Equal(["q002", "q000", "q001"], Names(routing, anew: true));
        Assert.Equal(ClaimReach.Whole, routing.Reach);
    }

    [Fact]
    public void A_claim_that_a_settle_carries_asks_some_and_begins_no_look()
    {
        var routing = Serve(100);
        Names(routing, anew: true);
        while (routing.Reach == ClaimReach.GoesOn)
            Names(routing, anew: false);

        Assert.Equal(ClaimReach.Whole, routing.Reach);
        Assert.Equal(ClaimRequest.MaxQueues, Names(routing, anew: false).Length);
        Assert.Equal(ClaimReach.Part, routing.Reach);
    }

    [Theory]
    [InlineData(64, 1, 1)]
    [InlineData(70, 1, 1)]
    [InlineData(64, 4, 4)]
    [InlineData(100, 10, 10)]
    [InlineData(33, 32, 32)]
    [InlineData(64, 50, 8)]
    public void A_busy_worker_takes_from_every_queue_in_turn(int queues, int want, int gets)
    {
        var routing = Serve(queues);
        var taken = new Dictionary<string, int>();
        for (var i = 0; i * gets < queues * 4; i++)
        {
            // All have tasks without end: the first of each claim give one, and more of them ring.
            var claim = routing.NextClaim(want, _slots, (false, false), anew: true);
            var claims = claim.Queues.Take(gets).Select(room => Claimed(room.Queue)).ToArray();
            foreach (var task in claims)
                taken[task.Queue] = taken.GetValueOrDefault(task.Queue) + 1;
            routing.Claimed(claim, new ClaimAnswer { Claims = claims, MoreWaiting = true });
        }

        Assert.Equal(queues, taken.Count);
        Assert.InRange(taken.Values.Max() - taken.Values.Min(), 0, 1);
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(64, 8)]
    [InlineData(100, 10)]
    public void A_busy_worker_looks_for_suspects_in_every_queue(int queues, int want)
    {
        var routing = Serve(queues);
        var asked = new HashSet<string>();
        for (var i = 0; i < 8 * 4; i++)
        {
            var takes = i % 8 == 7;
            var claim = routing.NextClaim(want, _slots, (takes, takes), anew: true);
            if (takes)
                asked.UnionWith(claim.Queues.Select(room => room.Queue));
            routing.Claimed(claim, new ClaimAnswer { Claims = [.. claim.Queues.Take(want).Select(room => Claimed(room.Queue))] });
        }

        Assert.Equal(queues, asked.Count);
    }

    [Fact]
    public void A_filled_claim_in_a_look_leaves_no_queue_out()
    {
        var routing = Serve(100);
        var claim = routing.NextClaim(1, _slots, (false, false), anew: true);
        routing.Claimed(claim, new ClaimAnswer { Claims = [Claimed(claim.Queues[4].Queue)] });
        List<string> named = [.. claim.Queues.Take(5).Select(room => room.Queue)];
        while (routing.Reach == ClaimReach.GoesOn)
            named.AddRange(Names(routing, anew: false));

        Assert.Equal(100, named.Distinct().Count());
    }

    private static ClaimedTask Claimed(string queue) => new()
    {
        Id = Ulid.NewUlid(),
        Queue = queue,
        Token = 1,
        Name = "work",
        Version = 1,
        Parameters = default,
    };

    private string[] Names(WorkerRouting routing, bool anew) =>
        [.. routing.NextClaim(10, _slots, (true, false), anew).Queues.Select(room => room.Queue)];

    private static WorkerRouting Serve(int count)
    {
        QueueConfig[] queues = [.. Enumerable.Range(0, count).Select(i => new QueueConfig { Name = $"q{i:000}" })];
        var routing = new WorkerRouting(RoutingNames.Default, NullLogger.Instance);
        routing.Load(new RoutingSnapshot(1, queues, []));
        return routing;
    }
}
