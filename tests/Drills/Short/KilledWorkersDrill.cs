using Drills.Processes;
using Jobbers.Lifecycle;

namespace Drills.Short;

/// <summary>Workers die at random times under load, and new ones take their place.</summary>
public sealed class KilledWorkersDrill
{
    private const int Workers = 3;

    [Fact]
    public Task Nothing_is_lost_when_workers_are_killed_8_times() => KillOnRedisAsync(8, tasks: 400, "redis: workers killed 8 times");

    [LongDrill]
    public Task Nothing_is_lost_when_workers_are_killed_50_times() => KillOnRedisAsync(50, tasks: 2500, "redis: workers killed 50 times");

    private static async Task KillOnRedisAsync(int kills, int tasks, string name)
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        await KillAsync(drill, kills, tasks, name);
    }

    internal static async Task KillAsync(Drill drill, int kills, int tasks, string name)
    {
        var workers = new HostProcess[Workers];
        for (var i = 0; i < Workers; i++)
            workers[i] = drill.StartWorker();
        var load = SubmitAsync(drill, tasks);
        await drill.UntilStartedAsync(Workers);
        for (var kill = 0; kill < kills; kill++)
        {
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(500, 2000)));
            var i = Random.Shared.Next(Workers);
            workers[i].Kill();
            drill.Interrupted(workers[i]);
            workers[i] = drill.StartWorker();
        }

        await load;
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(180));
        Assert.All(await drill.ReportAsync(name), task => Assert.Equal(JobStatus.Completed, task.Record!.Status));
    }

    private static async Task SubmitAsync(Drill drill, int tasks)
    {
        for (var i = 0; i < tasks; i++)
        {
            await drill.SubmitAsync(Requests.Journal(Random.Shared.NextDouble()));
            await Task.Delay(25);
        }
    }
}
