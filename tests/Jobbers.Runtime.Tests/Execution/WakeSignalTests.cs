using Jobbers.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class WakeSignalTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_wake_while_nobody_waits_is_remembered_once()
    {
        using var signal = new WakeSignal(_time);
        signal.Set();
        signal.Set();

        await signal.WaitAsync(TimeSpan.FromHours(1));
        var second = signal.WaitAsync(TimeSpan.FromHours(1)).AsTask();
        Assert.False(second.IsCompleted);
        signal.Set();
        await second.WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_wait_ends_at_its_limit()
    {
        using var signal = new WakeSignal(_time);
        var wait = signal.WaitAsync(TimeSpan.FromSeconds(5)).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(wait.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        await wait.WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task No_wake_is_lost_between_many_setters_and_one_waiter()
    {
        using var signal = new WakeSignal(TimeProvider.System);
        var produced = 0;
        var consumed = 0;
        const int total = 20_000;
        var producers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < total / 4; i++)
            {
                Interlocked.Increment(ref produced);
                signal.Set();
            }
        })).ToArray();

        while (consumed < total)
        {
            await signal.WaitAsync(TimeSpan.FromMinutes(1)).AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);
            consumed = Volatile.Read(ref produced);
        }

        await Task.WhenAll(producers);
        Assert.Equal(total, consumed);
    }
}
