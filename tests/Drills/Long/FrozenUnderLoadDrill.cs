using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>A worker stands still for 40 s wherever it just was: in the middle of a claim, of a settle, of a write to the file.</summary>
public sealed class FrozenUnderLoadDrill
{
    [LongDrill]
    public async Task On_Redis_nothing_is_lost_and_nothing_accepted_twice()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        var frozen = drill.StartWorker(20);
        drill.StartWorker(20);
        await FreezeAsync(drill, frozen, "redis: one of two workers frozen under load");
    }

    internal static async Task FreezeAsync(Drill drill, Processes.HostProcess frozen, string name)
    {
        using var ended = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => UnsteadyLoad.RunAsync(drill, TimeSpan.FromMilliseconds(10), ended.Token, seconds: 0.2)));
        await drill.UntilStartedAsync(400);
        // Beyond what the other one could take alone, so that the frozen one surely holds tasks.
        frozen.Freeze();
        drill.Interrupted(frozen);
        await Drill.PauseAsync(TimeSpan.FromSeconds(5));
        await ended.CancelAsync();
        await Drill.PauseAsync(TimeSpan.FromSeconds(35));
        frozen.Resume();
        await load;
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(60));
        Assert.Contains(drill.Journal.Read(), line => line.ProcessId == frozen.ProcessId);
        Assert.All(await drill.ReportAsync(name), task => Assert.Equal(JobStatus.Completed, task.Record!.Status));
    }
}
