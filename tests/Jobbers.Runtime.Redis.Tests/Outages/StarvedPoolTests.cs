using System.Diagnostics;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>
/// The client reads replies on the thread pool, so a worker keeps the pool's minimum above its slots; then user code that blocks in every slot
/// does not delay a heartbeat.
/// </summary>
public sealed class StarvedPoolTests(SharedRedis shared)
{
    private const int Slots = 20;
    private const int Spare = 16;

    [Fact]
    public async Task Heartbeats_get_through_while_the_code_in_every_slot_sleeps()
    {
        await using var harness = await RedisHarness.OpenRawAsync(shared);
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(workers + Slots + Spare, ports);
        for (var slot = 0; slot < Slots; slot++)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Thread.Sleep(3000), null);

        var watch = Stopwatch.StartNew();
        for (var beat = 0; beat < 5; beat++)
            harness.Store.Execution.Heartbeat(NewTasks.Report("w"), TimeSpan.FromSeconds(2));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"5 heartbeats took {watch.Elapsed}");
        ThreadPool.SetMinThreads(workers, ports);
    }
}
