using Drills.History;
using Jobbers.Lifecycle;

namespace Drills.Short;

/// <summary>One of two workers stands still for 40 s, beyond its leases: its tasks run elsewhere, and what it says afterwards is not taken.</summary>
public sealed class FrozenWorkerDrill
{
    /// <summary>Seconds that its tasks take: they run when it is frozen; what is left of them then is less than the 10 s after which it gives up code.</summary>
    private const double Held = 8;

    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task On_Redis_the_outcome_of_a_worker_that_was_frozen_beyond_its_lease_is_rejected()
    {
        await using var drill = await Drill.OnRedisAsync();
        var frozen = drill.StartWorker();
        await FreezeAsync(drill, frozen, () => drill.StartWorker(), "redis: one of two workers frozen for 40 s");
    }

    internal static async Task FreezeAsync(Drill drill, Processes.HostProcess frozen, Func<Processes.HostProcess> startHealthy, string name)
    {
        // One of them ignores its token, so that its outcome surely reaches the store.
        await drill.SubmitAsync(Requests.Timed("stubborn", Held));
        for (var i = 0; i < 3; i++)
            await drill.SubmitAsync(Requests.Journal(Held));
        await drill.UntilStartedAsync(3);
        var healthy = startHealthy();
        await Drill.PauseAsync(TimeSpan.FromSeconds(1));
        drill.Interrupted(frozen);
        frozen.Freeze();
        for (var i = 0; i < 20; i++)
            await drill.SubmitAsync(Requests.Journal(0.2));
        await Drill.PauseAsync(Freeze);
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(120));
        var before = await drill.ReadTasksAsync();
        Assert.All(before, task => Assert.Equal(JobStatus.Completed, task.Record!.Status));
        frozen.Resume();
        await Drill.UntilAsync(
            () => Task.FromResult(frozen.Output.Contains("(stubborn), token", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60),
            () => $"the outcome of the resumed worker should have been rejected:\n{drill.Outputs()}");

        var tasks = await drill.ReportAsync(name);
        Assert.False(frozen.HasExited || healthy.HasExited);
        Assert.Equal(Ends(before), Ends(tasks));
        Assert.Equal(4, tasks.Count(task => task.Attempts.Any(attempt => attempt.Outcome == OutcomeNames.WorkerLost)));
    }

    private static IEnumerable<(Ulid, long, DateTimeOffset?)> Ends(IReadOnlyList<StoredTask> tasks) =>
        tasks.Select(task => (task.Id, task.Record!.Token, task.Record.CompletedAt)).Order();
}
