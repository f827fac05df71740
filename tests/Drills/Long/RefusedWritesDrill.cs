using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>A Redis that answers and takes no writes, for longer than a lease: workers run on without being able to say so.</summary>
public sealed class RefusedWritesDrill
{
    private const int Tasks = 40;

    private static readonly TimeSpan Refused = TimeSpan.FromSeconds(35);

    [LongDrill]
    public async Task Nothing_runs_twice_when_writes_are_taken_again()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        drill.StartWorker(Tasks / 2);
        drill.StartWorker(Tasks / 2);
        for (var number = 0; number < Tasks; number++)
            await drill.SubmitAsync(Requests.Journal(seconds: 75));
        await drill.UntilStartedAsync(Tasks);
        // Until then nobody would rescue anyway.
        await Drill.PauseAsync(LeaseTimes.RescueHealth + LeaseTimes.RescuePass);

        await drill.Redis!.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        await Drill.PauseAsync(Refused);
        await drill.Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "0");
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(120));

        var tasks = await drill.ReportAsync("redis: writes refused for 35 s");
        Assert.All(tasks, task => Assert.Equal((JobStatus.Completed, 0), (task.Record!.Status, task.Record.CrashCount)));
        Assert.Equal(Tasks, drill.Journal.Read().Count(line => !line.IsEnd));
    }
}
