using Drills.Processes;
using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>Calls that were applied, and whose answers never came.</summary>
public sealed class DroppedRepliesDrill
{
    private const int Tasks = 800;

    [LongDrill]
    public async Task Lost_replies_neither_lose_a_task_nor_run_one_claim_twice()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        using var proxy = new ReplyDroppingProxy(drill.Redis!.Port, share: 0.05);
        drill.Address = $"redis://127.0.0.1:{proxy.Port}";
        drill.StartWorker();
        drill.StartWorker();
        for (var i = 0; i < Tasks; i++)
            await drill.SubmitAsync(Requests.Journal(0.2));
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(100));

        Assert.True(proxy.Dropped > 10, $"only {proxy.Dropped} replies were dropped");
        Assert.All(await drill.ReportAsync($"redis: {proxy.Dropped} replies dropped"), task => Assert.Equal(JobStatus.Completed, task.Record!.Status));
    }
}
