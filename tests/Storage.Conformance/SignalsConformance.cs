using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>
/// Hints of the store to whoever waits, here and in another process. Of a cancel another process may learn only that something changed,
/// and find the rest with its next heartbeat; in its own process it is told the id.
/// </summary>
public abstract class SignalsConformance : StoreConformance
{
    [Fact]
    public Task A_submit_into_an_empty_queue_rings_the_doorbell() =>
        HearAsync(SignalKind.Doorbell, () => AcceptAsync(NewTask.In()).AsTask());

    [Fact]
    public async Task A_task_that_returns_to_an_empty_queue_rings_the_doorbell()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await HearAsync(SignalKind.Doorbell, () => worker.SettleAsync(Outcomes.Retry(claim)).AsTask());
    }

    [Fact]
    public async Task A_promoted_task_rings_the_doorbell()
    {
        await AcceptAsync(NewTask.In() with { Delay = TimeSpan.FromSeconds(5) });
        await AdvanceAsync(10);
        await HearAsync(SignalKind.Doorbell, () => PromoteAsync().AsTask());
    }

    [Fact]
    public async Task A_rescued_task_rings_the_doorbell()
    {
        await AcceptAsync(NewTask.In());
        await StartWorker().ClaimOneAsync();
        await AdvanceAsync(20);
        await HearAsync(SignalKind.Doorbell, () => RescueAsync().AsTask());
    }

    [Fact]
    public async Task A_resubmitted_task_rings_the_doorbell()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await CancelAsync(id);
        await HearAsync(SignalKind.Doorbell, () => ResubmitAsync(id).AsTask());
    }

    [Fact]
    public async Task A_settle_that_makes_room_under_a_total_cap_rings_the_doorbell()
    {
        await PutQueueAsync(new QueueConfig { Name = "narrow", MaxConcurrentTotal = 1 });
        await AcceptAsync(NewTask.Many(2, "narrow"));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync("narrow");
        await HearAsync(SignalKind.Doorbell, () => worker.SettleAsync(Outcomes.Completed(claim)).AsTask());
    }

    [Fact]
    public async Task A_resume_and_a_change_of_limits_ring_the_doorbell()
    {
        await PutQueueAsync(new QueueConfig { Name = "narrow", Paused = true });
        await AcceptAsync(NewTask.In("narrow"));
        await HearAsync(SignalKind.Doorbell, () => Routing.SetPausedAsync("narrow", paused: false, Ct).AsTask());
        await HearAsync(
            SignalKind.Doorbell, () => PutQueueAsync(new QueueConfig { Name = "narrow", MaxConcurrentTotal = 5 }).AsTask());
    }

    [Fact]
    public Task A_task_that_is_scheduled_is_told_to_the_schedulers() =>
        HearAsync(SignalKind.ScheduleChanged, () => AcceptAsync(NewTask.In() with { Delay = TimeSpan.FromSeconds(5) }).AsTask());

    [Fact]
    public async Task A_retry_that_is_due_before_all_others_is_told_to_the_schedulers()
    {
        await AcceptAsync(NewTask.In(), NewTask.In() with { Delay = TimeSpan.FromHours(1) });
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await HearAsync(SignalKind.ScheduleChanged, () => worker.SettleAsync(Outcomes.Retry(claim, TimeSpan.FromSeconds(1))).AsTask());
    }

    [Fact]
    public async Task A_cancel_of_a_running_task_is_told_with_its_id()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await StartWorker().ClaimOneAsync();
        using var here = new SignalRecorder();
        using var listening = Store.Signals.Listen(here.Receive);
        await CancelAsync(id);
        await here.WaitForAsync(SignalKind.CancelRequested, signal => signal.Id == id);
    }

    [Fact]
    public async Task Every_change_of_the_routing_is_told()
    {
        await HearAsync(SignalKind.RoutingChanged, () => PutQueueAsync(new QueueConfig { Name = "a" }).AsTask());
        await HearAsync(SignalKind.RoutingChanged, () => Routing.SetPausedAsync("a", paused: true, Ct).AsTask());
        await HearAsync(SignalKind.RoutingChanged, () => Routing.PutRoleAsync(new RoleConfig("r", ["a"]), false, Ct).AsTask());
        await HearAsync(SignalKind.RoutingChanged, () => Routing.DeleteRoleAsync("r", Ct).AsTask());
        await HearAsync(SignalKind.RoutingChanged, () => Routing.DeleteQueueAsync("a", force: false, Ct).AsTask());
    }

    [Fact]
    public async Task Who_no_longer_listens_hears_nothing()
    {
        using var silent = new SignalRecorder();
        Store.Signals.Listen(silent.Receive).Dispose();
        await HearAsync(SignalKind.Doorbell, () => AcceptAsync(NewTask.In()).AsTask());
        Assert.Empty(silent.Heard);
    }

    private async Task HearAsync(SignalKind kind, Func<Task> act)
    {
        await using var second = await Harness.OpenSecondAsync();
        using var here = new SignalRecorder();
        using var there = new SignalRecorder();
        using var listening = Store.Signals.Listen(here.Receive);
        using var listeningToo = second.Signals.Listen(there.Receive);
        await act();
        await here.WaitForAsync(kind);
        await there.WaitForAsync(kind);
    }
}
