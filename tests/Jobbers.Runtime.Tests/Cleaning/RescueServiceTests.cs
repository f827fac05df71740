using Jobbers.Cleaning;
using Jobbers.Storage;

namespace Jobbers.Runtime.Tests.Cleaning;

public sealed class RescueServiceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly LogLines<RescueService> _log = new();

    [Fact]
    public async Task A_store_that_refuses_its_rescues_and_nothing_else_is_one_outage()
    {
        var time = new SkippingTime();
        var failures = 0;
        var seen = new TaskCompletionSource();
        var store = StubStore.Create((call, _) =>
        {
            if (call == nameof(IUpkeepStore.ProveWritableAsync))
                return time.GetUtcNow();
            if (++failures == 20)
                seen.TrySetResult();
            throw new StoreUnavailableException("READONLY", null);
        });

        await RunAsync(new RescueService(store, time, _log), seen.Task);

        Assert.Equal("Rescue cannot reach the store and tries again until it can: READONLY", Assert.Single(_log.All));
    }

    [Fact]
    public async Task An_outage_ends_with_the_first_rescue_that_works()
    {
        var time = new SkippingTime();
        var rescues = 0;
        var seen = new TaskCompletionSource();
        var store = StubStore.Create((call, _) =>
        {
            if (call == nameof(IUpkeepStore.ProveWritableAsync))
                return time.GetUtcNow();
            rescues++;
            if (rescues == 5)
                seen.TrySetResult();
            return rescues <= 2 ? throw new StoreUnavailableException("READONLY", null) : (IReadOnlyList<RescuedTask>)[];
        });

        await RunAsync(new RescueService(store, time, _log), seen.Task);

        Assert.Equal(["Rescue cannot reach the store and tries again until it can: READONLY", "Rescue reaches the store again"], _log.All);
    }

    [Fact]
    public async Task A_process_that_stops_does_not_sit_out_an_outage()
    {
        var time = new SkippingTime(static _ => false);
        var store = StubStore.Create(static (_, _) => throw new StoreUnavailableException("down", null));

        await RunAsync(new RescueService(store, time, _log), time.Held);
    }

    private static async Task RunAsync(RescueService service, Task until)
    {
        using (service)
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
            await until.WaitAsync(Deadline, TestContext.Current.CancellationToken);
            await service.StopAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }
    }
}
