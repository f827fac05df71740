using Jobbers.Execution;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class QueueMarkTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Each_mark_is_reached_once_whether_its_waiter_comes_before_or_after()
    {
        var mark = new QueueMark();
        for (var i = 0; i < 2_000; i++)
        {
            mark.Set();
            if (i % 2 == 0)
                await Task.Yield();
            await mark.WaitAsync().AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_waiter_goes_on_behind_what_was_queued_before_the_mark()
    {
        var mark = new QueueMark();
        var begun = 0;
        for (var i = 0; i < 1_000; i++)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Interlocked.Increment(ref begun), null);
        mark.Set();

        await mark.WaitAsync().AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);

        // The other threads of the pool may each hold one that they took and have not run.
        Assert.InRange(Volatile.Read(ref begun), 1_000 - ThreadPool.ThreadCount, 1_000);
    }
}
