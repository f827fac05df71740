using Drills.Processes;
using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>Two schedulers and two cleaners, killed at random times in the middle of their work.</summary>
public sealed class KilledUpkeepDrill
{
    private const int Tasks = 1500;
    private const int Kills = 16;

    private static readonly (string Verb, string[] Options)[] Upkeep =
    [
        ("scheduler", ["--batch-size", "20"]),
        ("scheduler", ["--batch-size", "20"]),
        ("cleaner", ["--interval", "1", "--stale-time", "600", "--completed-task-age", "3600"]),
        ("cleaner", ["--interval", "1", "--stale-time", "600", "--completed-task-age", "3600"]),
    ];

    [LongDrill]
    public async Task Scheduled_tasks_run_once_whoever_promotes_them_dies()
    {
        await using var drill = await Drill.OnRedisAsync();
        await KillAsync(drill, "redis: schedulers and cleaners killed 16 times");
    }

    [LongDrill]
    public async Task Scheduled_tasks_of_a_file_run_once_whoever_promotes_them_dies()
    {
        await using var drill = await Drill.OnSqliteAsync();
        await KillAsync(drill, "sqlite: schedulers and cleaners killed 16 times");
    }

    private static async Task KillAsync(Drill drill, string row)
    {
        drill.StartWorker(100);
        var processes = new HostProcess[Upkeep.Length];
        for (var i = 0; i < processes.Length; i++)
            processes[i] = drill.Start(Upkeep[i].Verb, Upkeep[i].Options);
        for (var i = 0; i < Tasks; i++)
            await drill.SubmitAsync(Requests.Journal(0.05) with { Delay = TimeSpan.FromSeconds(1 + (15 * Random.Shared.NextDouble())) });
        for (var kill = 0; kill < Kills; kill++)
        {
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(300, 1200)));
            var i = kill % processes.Length;
            processes[i].Kill();
            processes[i] = drill.Start(Upkeep[i].Verb, Upkeep[i].Options);
        }

        await drill.UntilEndedAsync(TimeSpan.FromSeconds(40));
        Assert.All(await drill.ReportAsync(row), task =>
        {
            Assert.Equal(JobStatus.Completed, task.Record!.Status);
            Assert.Single(task.Attempts);
        });
    }
}
