using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>Cleaners die in the middle of forgetting what has ended: the rest is forgotten by the next one, and what has not ended stays.</summary>
public sealed class KilledCleanerDrill
{
    private const int Ended = 20_000;
    private const int Waiting = 200;
    private const int Kills = 10;

    private static readonly string[] Options = ["--interval", "1", "--completed-task-age", "1"];

    [LongDrill]
    public async Task What_has_ended_is_forgotten_and_what_has_not_is_kept()
    {
        await using var drill = await Drill.OnRedisAsync();
        await KillAsync(drill);
    }

    [LongDrill]
    public async Task What_has_ended_on_a_file_is_forgotten_and_what_has_not_is_kept()
    {
        await using var drill = await Drill.OnSqliteAsync();
        await KillAsync(drill);
    }

    private static async Task KillAsync(Drill drill)
    {
        for (var i = 0; i < Waiting; i++)
            await drill.SubmitAsync(Requests.Journal(0.01) with { Delay = TimeSpan.FromHours(1) });
        await CompleteAsync(drill);
        var cleaners = new[] { drill.Start("cleaner", Options), drill.Start("cleaner", Options) };
        for (var kill = 0; kill < Kills; kill++)
        {
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(20, 400)));
            cleaners[kill % 2].Kill();
            cleaners[kill % 2] = drill.Start("cleaner", Options);
        }

        await Drill.UntilAsync(async () => await CountAsync(drill, JobStatus.Completed) == 0, TimeSpan.FromSeconds(60), drill.Outputs);
        Assert.Equal(Waiting, await CountAsync(drill, JobStatus.Scheduled));
        Assert.All(await drill.ReadTasksAsync(), task => Assert.Equal(JobStatus.Scheduled, task.Record!.Status));
    }

    private static async Task CompleteAsync(Drill drill)
    {
        var worker = drill.StartWorker(100);
        for (var i = 0; i < Ended; i += 500)
        {
            await drill.Store.Submission.SubmitAsync(
                [.. Enumerable.Range(0, 500).Select(_ => Requests.Of("noop"))], TestContext.Current.CancellationToken);
        }

        await Drill.UntilAsync(async () => await CountAsync(drill, JobStatus.Completed) == Ended, TimeSpan.FromSeconds(60), drill.Outputs);
        Assert.Equal(0, await worker.StopAsync());
    }

    private static async Task<long> CountAsync(Drill drill, JobStatus status) =>
        (await drill.Store.Queries.CountAsync(TestContext.Current.CancellationToken)).Sum(queue => queue.ByStatus.GetValueOrDefault(status));
}
