using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>A task of a newer program meets old workers during a rolling deployment.</summary>
public sealed class UnknownTaskDrill
{
    [LongDrill]
    public async Task An_old_worker_puts_back_what_it_does_not_know_and_runs_the_rest()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        var old = drill.StartWorker(5, "--unknown-tasks", "return");
        var unknown = await drill.SubmitAsync(Requests.Of("of_the_next_version"));
        for (var i = 0; i < 50; i++)
            await drill.SubmitAsync(Requests.Journal(0.1));
        await drill.UntilStartedAsync(50);
        await Drill.PauseAsync(TimeSpan.FromSeconds(12));
        var waiting = (await drill.ReadTasksAsync()).Single(task => task.Id == unknown);
        Assert.Contains(waiting.Record!.Status, new[] { JobStatus.Scheduled, JobStatus.Submitted, JobStatus.Started });
        Assert.Equal((0, 0), (waiting.Record.RetryAttempt, waiting.Record.CrashCount));
        Assert.Empty(waiting.Attempts);

        // Nobody will ever know it: a worker that drops what is unknown gives it its end.
        Assert.Equal(0, await old.StopAsync());
        drill.StartWorker();
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(20));
        var tasks = await drill.ReportAsync("redis: unknown task on an old worker");
        Assert.All(tasks, task => Assert.Equal(task.Id == unknown ? JobStatus.Dropped : JobStatus.Completed, task.Record!.Status));
    }
}
