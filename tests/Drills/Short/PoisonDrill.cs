using Drills.Processes;
using Jobbers.Lifecycle;

namespace Drills.Short;

/// <summary>A task that kills its worker, beside 50 that do not.</summary>
public sealed class PoisonDrill
{
    private const int Innocents = 50;

    [Fact]
    public async Task A_task_that_kills_its_workers_ends_stalled_and_its_neighbours_complete()
    {
        await using var drill = await Drill.OnRedisAsync();
        var poison = await drill.SubmitAsync(Requests.Of("crash"));
        for (var i = 0; i < Innocents; i++)
            await drill.SubmitAsync(Requests.Journal(1, maxCrashes: 3));
        drill.Start("scheduler");
        using var ended = new CancellationTokenSource();
        var supervision = Task.WhenAll(SuperviseAsync(drill, ended.Token), SuperviseAsync(drill, ended.Token));
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(240));
        await ended.CancelAsync();
        await supervision;

        var tasks = await drill.ReportAsync("redis: poison beside 50 innocents");
        Assert.All(tasks.Where(task => task.Id != poison), task => Assert.Equal(JobStatus.Completed, task.Record!.Status));
        var (_, record, attempts) = tasks.Single(task => task.Id == poison);
        Assert.Equal((JobStatus.Stalled, 3, true), (record!.Status, record.CrashCount, record.IsDeadLetter));
        Assert.Equal(3, attempts.Count);
        Assert.All(attempts, attempt => Assert.Equal(OutcomeNames.WorkerLost, attempt.Outcome));
        Assert.Equal(3, attempts.Select(attempt => attempt.Worker).Distinct().Count());
        Assert.All(attempts, attempt => Assert.Contains(attempt.Worker, record.Error, StringComparison.Ordinal));
    }

    /// <summary>Starts a new worker whenever the last one died, as a supervisor does.</summary>
    private static async Task SuperviseAsync(Drill drill, CancellationToken ended)
    {
        HostProcess? worker = null;
        while (!ended.IsCancellationRequested)
        {
            if (worker is { HasExited: true })
                drill.Interrupted(worker);
            if (worker is null or { HasExited: true })
                worker = drill.StartWorker();
            await Task.Delay(100, CancellationToken.None);
        }
    }
}
