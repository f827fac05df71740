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

    private string[] Names(WorkerRouting routing, bool anew) =>
        [.. routing.NextClaim(10, _slots, takesSuspect: true, anew).Queues.Select(room => room.Queue)];

    private static WorkerRouting Serve(int count)
    {
        QueueConfig[] queues = [.. Enumerable.Range(0, count).Select(i => new QueueConfig { Name = $"q{i:000}" })];
        var routing = new WorkerRouting(RoutingNames.Default, NullLogger.Instance);
        routing.Load(new RoutingSnapshot(1, queues, []));
        return routing;
    }
}
