using Jobbers.Lifecycle;

namespace Drills.Short;

/// <summary>Redis dies under load and comes back with its append-only file.</summary>
public sealed class RedisRestartDrill
{
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_Redis_is_killed_and_restarted()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        drill.StartWorker();
        drill.StartWorker();
        using var ended = new CancellationTokenSource();
        var load = UnsteadyLoad.RunAsync(drill, TimeSpan.FromMilliseconds(30), ended.Token);
        await drill.UntilStartedAsync(40);
        drill.Redis!.Kill();
        await Drill.PauseAsync(Down);
        await drill.Redis.RestartAsync();
        await drill.MeasureRecoveryAsync();
        var starts = drill.Journal.Read().Count(line => !line.IsEnd);
        await drill.UntilStartedAsync(starts + 40);
        await ended.CancelAsync();
        await load;
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(180));

        var tasks = await drill.ReportAsync("redis: server killed and restarted after 3 s");
        Assert.All(tasks, task => Assert.Equal((JobStatus.Completed, 0), (task.Record!.Status, task.Record.CrashCount)));
    }
}
