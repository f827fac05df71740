namespace Drills.Short;

/// <summary>The same for the only worker on a Redis that went on meanwhile.</summary>
public sealed class SuspendedWorkerDrill
{
    [Fact]
    public async Task A_suspended_and_resumed_lone_worker_goes_on_with_what_it_ran()
    {
        await using var drill = await Drill.OnRedisAsync();
        await SuspendedProcessDrill.SuspendAsync(drill, drill.StartWorker(), "redis: the only worker suspended for 22 s");
    }
}
