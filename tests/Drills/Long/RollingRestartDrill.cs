using Drills.Processes;
using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>A deployment: worker after worker is told to stop under load, and each task ends as its shutdown policy says.</summary>
public sealed class RollingRestartDrill
{
    private const int Workers = 3;
    private const int EachKind = 60;

    [LongDrill]
    public async Task Every_task_ends_as_its_shutdown_policy_says()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        var workers = new HostProcess[Workers];
        for (var i = 0; i < Workers; i++)
            workers[i] = drill.StartWorker(8);
        for (var i = 0; i < EachKind; i++)
        {
            await drill.SubmitAsync(Requests.Timed("slow", 1));
            await drill.SubmitAsync(Requests.Timed("slow_continue", 1));
            await drill.SubmitAsync(Requests.Journal(1));
        }

        for (var restart = 0; restart < 2 * Workers; restart++)
        {
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(700));
            var i = restart % Workers;
            var old = workers[i];
            workers[i] = drill.StartWorker(8);
            Assert.Equal(0, await old.StopAsync());
        }

        await drill.UntilEndedAsync(TimeSpan.FromSeconds(40));
        var tasks = await drill.ReportAsync("redis: rolling restart of 3 workers, twice");
        Assert.All(tasks, task => Assert.Equal(0, task.Record!.CrashCount));
        Assert.All(Of(tasks, "slow"), status => Assert.Contains(status, new[] { JobStatus.Completed, JobStatus.Stalled }));
        Assert.Contains(JobStatus.Stalled, Of(tasks, "slow"));
        Assert.All(Of(tasks, "slow_continue"), status => Assert.Equal(JobStatus.Completed, status));
        Assert.All(Of(tasks, "journal"), status => Assert.Equal(JobStatus.Completed, status));
        Assert.Contains(tasks, task => task.Attempts.Any(attempt => attempt.Outcome == OutcomeKind.Requeued.ToWire()));
    }

    private static IEnumerable<JobStatus> Of(IReadOnlyList<History.StoredTask> tasks, string name) =>
        tasks.Where(task => task.Record!.Name == name).Select(task => task.Record!.Status);
}
