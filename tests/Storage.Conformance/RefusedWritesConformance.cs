using Jobbers.Cleaning;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Storage.Conformance;

/// <summary>A store that answers and takes no writes, as on a full disk: nobody can renew a lease, and nobody's work is taken for that.</summary>
public abstract class RefusedWritesConformance : StoreConformance
{
    private static readonly TimeSpan Step = LeaseTimes.RescuePass;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_only_reads_is_answered_and_what_proves_that_writes_are_taken_is_not()
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        await Harness.RefuseWritesAsync(true);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Upkeep.ProveWritableAsync(Ct));
        Assert.Throws<StoreUnavailableException>(() => worker.Report());
        var now = await Upkeep.GetTimeAsync(Ct);
        AssertBetween(now, await NowAsync(), now.AddMinutes(1));
        Assert.Equal(1, await CountAsync("default", JobStatus.Submitted));

        await Harness.RefuseWritesAsync(false);
        AssertBetween(now, await Upkeep.ProveWritableAsync(Ct), now.AddMinutes(1));
        worker.Report();
    }

    [Fact]
    public async Task Work_that_went_on_meanwhile_is_left_to_its_worker_when_writes_are_taken_again()
    {
        var ids = await AcceptAsync(NewTask.Many(2));
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(2)).Claims;
        using var rescuer = new RescueService(Store, _time, NullLogger<RescueService>.Instance);
        await PassAsync(rescuer, 20, () => worker.Heartbeat([.. claims]));
        await RefuseForAsync(rescuer, 30);

        // A heartbeat that failed for so long is tried again some seconds later; the rescuer may come before it.
        await PassAsync(rescuer, 8);
        Assert.Empty(worker.Heartbeat([.. claims]).Lost);
        await PassAsync(rescuer, 20, () => worker.Heartbeat([.. claims]));
        await worker.SettleAsync([.. claims.Select(claim => Outcomes.Completed(claim))]);

        foreach (var id in ids)
        {
            var task = await GetAsync(id);
            Assert.Equal((JobStatus.Completed, 0), (task.Status, task.CrashCount));
            Assert.Single(await HistoryAsync(id));
        }
    }

    [Fact]
    public async Task Work_whose_worker_died_meanwhile_is_rescued_once_writes_were_taken_for_long_enough()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await StartWorker().ClaimOneAsync();
        using var rescuer = new RescueService(Store, _time, NullLogger<RescueService>.Instance);
        await PassAsync(rescuer, 12);
        await RefuseForAsync(rescuer, 30);

        await PassAsync(rescuer, 20);

        var task = await GetAsync(id);
        Assert.Equal((JobStatus.Submitted, 1), (task.Status, task.CrashCount));
    }

    private async Task RefuseForAsync(RescueService rescuer, double seconds)
    {
        await Harness.RefuseWritesAsync(true);
        for (var passed = TimeSpan.Zero; passed.TotalSeconds < seconds; passed += Step)
        {
            await StepAsync();
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await rescuer.PassAsync(Ct));
        }

        await Harness.RefuseWritesAsync(false);
    }

    private async Task PassAsync(RescueService rescuer, double seconds, Action? beside = null)
    {
        for (var passed = TimeSpan.Zero; passed.TotalSeconds < seconds; passed += Step)
        {
            await StepAsync();
            beside?.Invoke();
            await rescuer.PassAsync(Ct);
        }
    }

    private async Task StepAsync()
    {
        _time.Advance(Step);
        await Harness.AdvanceAsync(Step);
    }
}
