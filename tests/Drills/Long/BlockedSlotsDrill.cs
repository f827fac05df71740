using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>Code blocks a thread in every slot for 40 s: the thread pool starves, and no lease may lapse for it.</summary>
public sealed class BlockedSlotsDrill
{
    private const int Slots = 16;

    [LongDrill]
    public async Task On_Redis_no_lease_is_lost()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        drill.StartWorker(Slots);
        await BlockAsync(drill, "redis: 16 of 16 slots blocked for 40 s");
    }

    internal static async Task BlockAsync(Drill drill, string name)
    {
        for (var i = 0; i < Slots; i++)
            await drill.SubmitAsync(Requests.Timed("block", 40));
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(90));

        Assert.All(await drill.ReportAsync(name), task =>
        {
            Assert.Equal((JobStatus.Completed, 0), (task.Record!.Status, task.Record.CrashCount));
            Assert.Single(task.Attempts);
        });
    }
}
