using Jobbers.Lifecycle;

namespace Drills.Short;

/// <summary>The only process of a store is suspended beyond its leases and goes on: it must not take its own healthy work from itself.</summary>
public sealed class SuspendedProcessDrill
{
    private static readonly TimeSpan Suspension = TimeSpan.FromSeconds(22);

    [Fact]
    public async Task A_suspended_and_resumed_dev_goes_on_with_what_it_ran()
    {
        await using var drill = await Drill.OnSqliteAsync();
        await SuspendAsync(drill, drill.StartDev(out _), "sqlite: dev suspended for 22 s");
    }

    internal static async Task SuspendAsync(Drill drill, Processes.HostProcess process, string name)
    {
        for (var i = 0; i < 5; i++)
            await drill.SubmitAsync(Requests.Journal(28));
        await drill.UntilStartedAsync(5);
        // Healthy for longer than 15 s, it would be fit to rescue but for the suspension.
        await Drill.PauseAsync(TimeSpan.FromSeconds(18));
        process.Freeze();
        await Drill.PauseAsync(Suspension);
        process.Resume();
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(180));

        var tasks = await drill.ReportAsync(name);
        Assert.All(tasks, task =>
        {
            Assert.Equal((JobStatus.Completed, 0), (task.Record!.Status, task.Record.CrashCount));
            Assert.Single(task.Attempts);
        });
        Assert.Equal(5, drill.Journal.Read().Count(line => !line.IsEnd));
    }
}
