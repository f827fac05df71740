using Jobbers.Routing;

namespace Jobbers.Runtime.Tests.Routing;

public sealed class RoutingSnapshotTests
{
    private static readonly QueueConfig[] Queues = [new() { Name = "default" }, new() { Name = "mail" }, new() { Name = "reports" }];

    [Fact]
    public void Undefined_default_role_serves_every_queue_of_no_other_role()
    {
        var snapshot = new RoutingSnapshot(1, Queues, [new RoleConfig("heavy", ["reports"])]);

        Assert.Equal(["default", "mail"], snapshot.QueuesOf("default")!.Select(q => q.Name));
        Assert.Equal(["reports"], snapshot.QueuesOf("heavy")!.Select(q => q.Name));
        Assert.Null(snapshot.QueuesOf("absent"));
        Assert.Empty(snapshot.UnservedQueues());
    }

    [Fact]
    public void Defined_default_role_serves_what_it_says_and_the_rest_is_named()
    {
        var snapshot = new RoutingSnapshot(1, Queues, [new RoleConfig("default", ["default"]), new RoleConfig("heavy", ["reports"])]);

        Assert.Equal(["default"], snapshot.QueuesOf("default")!.Select(q => q.Name));
        Assert.Equal(["mail"], snapshot.UnservedQueues());
    }

    [Theory]
    [InlineData("reports", true)]
    [InlineData("a.b-c_D9", true)]
    [InlineData("", false)]
    [InlineData("two words", false)]
    [InlineData("ü", false)]
    [InlineData(null, false)]
    public void Names_are_plain(string? name, bool valid) => Assert.Equal(valid, RoutingNames.IsValid(name));

    [Fact]
    public void All_problems_of_a_queue_are_found_at_once()
    {
        var queue = new QueueConfig { Name = "a b", MaxConcurrent = 0, MaxLength = -1, Rate = new RateLimit(0, 20_000, RatePeriod.Hour) };

        Assert.Equal(
            ["name", "max_concurrent", "max_length", "rate_numerator", "rate_denominator"],
            QueueConfigProblems.Find(queue).Select(p => p.Field));
    }
}
