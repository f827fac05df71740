using Jobbers.Redis.Tests.Budgets;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>
/// The client reads replies on the thread pool, so a worker keeps the pool's minimum above its slots; then user code that blocks in every slot
/// does not delay a heartbeat. The pool is the whole process's: other tests' work in it would count too.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class StarvedPoolTests(SharedRedis shared)
{
    private const int Slots = 20;
    private const int Spare = 16;

    /// <summary>Far less than a starved pool takes to make a thread for each of them, and far more than an answer takes on a busy machine.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Heartbeats_get_through_while_the_code_in_every_slot_sleeps()
    {
        await using var harness = await RedisHarness.OpenRawAsync(shared);
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(workers + Slots + Spare, ports);
        using var woken = new ManualResetEventSlim();
        using var ended = new CountdownEvent(Slots);
        for (var slot = 0; slot < Slots; slot++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    woken.Wait();
                    ended.Signal();
                },
                null);
        }

        try
        {
            for (var beat = 0; beat < 5; beat++)
                harness.Store.Execution.Heartbeat(NewTasks.Report("w"), Deadline);
        }
        finally
        {
            woken.Set();
            ended.Wait(TestContext.Current.CancellationToken);
            ThreadPool.SetMinThreads(workers, ports);
        }
    }
}
