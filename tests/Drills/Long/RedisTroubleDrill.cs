using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Drills.Long;

/// <summary>What operators and full machines do to a Redis, while tasks are submitted and run.</summary>
public sealed class RedisTroubleDrill
{
    private static readonly string[][] Troubles =
    [
        ["CLIENT", "KILL", "TYPE", "normal"],
        ["FUNCTION", "FLUSH", "SYNC"],
        ["CLIENT", "PAUSE", "3000", "ALL"],
        ["CLIENT", "KILL", "TYPE", "pubsub"],
        ["CONFIG", "SET", "maxmemory", "1"],
        ["CONFIG", "SET", "maxmemory", "0"],
    ];

    [LongDrill]
    public async Task Nothing_is_lost_by_killed_clients_flushed_functions_pauses_and_full_memory()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        drill.StartWorker();
        drill.StartWorker();
        using var ended = new CancellationTokenSource();
        var load = UnsteadyLoad.RunAsync(drill, TimeSpan.FromMilliseconds(30), ended.Token);
        for (var round = 0; round < 3; round++)
        {
            foreach (var trouble in Troubles)
            {
                await Drill.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(1000, 3000)));
                await drill.Redis!.CommandAsync(trouble);
            }
        }

        await ended.CancelAsync();
        await load;
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(60));
        Assert.All(await drill.ReportAsync("redis: CLIENT KILL, FUNCTION FLUSH, CLIENT PAUSE, maxmemory"), task =>
            Assert.Equal((JobStatus.Completed, 0), (task.Record!.Status, task.Record.CrashCount)));
    }
}
