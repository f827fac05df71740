using Jobbers.Routing;
using Jobbers.Scheduling;
using Jobbers.Storage;

namespace Jobbers.Runtime.Tests.Scheduling;

public sealed class SchedulerServiceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly LogLines<SchedulerService> _log = new();

    [Fact]
    public async Task A_role_that_is_not_defined_is_said_once_and_waited_for()
    {
        var seen = new TaskCompletionSource();
        var looks = 0;
        string[]? promoted = null;
        var store = StubStore.Create((call, args) =>
        {
            if (call == nameof(IRoutingStore.GetSnapshotAsync))
                return ++looks < 5 ? Routing() : Routing("mail");
            promoted = [.. (IReadOnlyList<string>)args[0]!];
            if (promoted.Length > 0)
                seen.TrySetResult();
            return new PromoteAnswer(0, null, TimeSpan.Zero);
        });

        await RunAsync(store, seen.Task);

        Assert.Equal("mail", Assert.Single(promoted!));
        Assert.Equal("No role night is defined; this scheduler promotes nothing until it is (PUT /roles/night)", Assert.Single(_log.All));
    }

    [Fact]
    public async Task A_queue_that_joins_the_role_while_the_scheduler_is_behind_is_served_at_once()
    {
        var seen = new TaskCompletionSource();
        var batches = 0;
        var store = StubStore.Create((call, args) =>
        {
            if (call == nameof(IRoutingStore.GetSnapshotAsync))
                return batches == 0 ? Routing("mail") : Routing("mail", "reports");
            // More is due, always.
            Assert.True(++batches < 1000, "the scheduler does not look at the routing");
            if (((IReadOnlyList<string>)args[0]!).Contains("reports"))
                seen.TrySetResult();
            return new PromoteAnswer(500, TimeSpan.Zero, TimeSpan.Zero);
        });

        await RunAsync(store, seen.Task);
    }

    private static RoutingSnapshot Routing(params string[] night) => new(
        1,
        [new QueueConfig { Name = "mail" }, new QueueConfig { Name = "reports" }],
        night.Length == 0 ? [] : [new RoleConfig("night", night)]);

    private async Task RunAsync(ITaskStore store, Task until)
    {
        using var service = new SchedulerService(store, new SchedulerOptions { Role = "night" }, new SkippingTime(), _log);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await until.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await service.StopAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }
}
