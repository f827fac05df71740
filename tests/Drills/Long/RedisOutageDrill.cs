using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>Redis is away for a minute while tasks run and beat: nobody is to blame for that.</summary>
public sealed class RedisOutageDrill
{
    [LongDrill]
    public async Task An_outage_of_60_s_costs_no_running_task_anything()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        drill.StartWorker();
        drill.StartWorker();
        for (var i = 0; i < 4; i++)
            await drill.SubmitAsync(Requests.Timed("beat", 85) with { MaxHeartbeatInterval = TimeSpan.FromSeconds(2) });
        for (var i = 0; i < 4; i++)
            await drill.SubmitAsync(Requests.Journal(85));
        await drill.UntilStartedAsync(4);
        await Drill.PauseAsync(TimeSpan.FromSeconds(18));
        using var ended = new CancellationTokenSource();
        var load = UnsteadyLoad.RunAsync(drill, TimeSpan.FromMilliseconds(200), ended.Token);
        await drill.UntilStartedAsync(10);
        drill.Redis!.Kill();
        await Drill.PauseAsync(TimeSpan.FromSeconds(60));
        await drill.Redis.RestartAsync();
        await drill.MeasureRecoveryAsync();
        await ended.CancelAsync();
        await load;
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(60));

        Assert.All(await drill.ReportAsync("redis: outage of 60 s under beating tasks"), task =>
        {
            Assert.Equal((JobStatus.Completed, 0), (task.Record!.Status, task.Record.CrashCount));
            Assert.Single(task.Attempts);
        });
    }
}
