using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

/// <summary>A caller that blocks its thread for an answer does not depend on the thread pool, whoever else waits for the same commit.</summary>
[Collection(nameof(AloneCollection))]
public sealed class BlockedCallerTests : FileStoreTests
{
    /// <summary>Far more than make answers leave by the pool.</summary>
    private const int Neighbours = 64;


    [Fact]
    public async Task A_heartbeat_in_a_large_group_is_answered_while_the_pool_has_no_thread_left()
    {
        using var held = new HeldWriter();
        var standing = Store.Writer.RunAsync(_ => held.Stand(), CancellationToken.None).AsTask();
        await held.Entered;
        var submits = Enumerable.Range(0, Neighbours).Select(_ => Store.Submission.SubmitAsync([Tasks.One()], CancellationToken.None).AsTask()).ToList();

        var ended = new TaskCompletionSource<(long Commits, int Answered)>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Complete(ended, () => BeatInStarvedPool(held, submits))).Start();
        var (commits, answered) = await ended.Task;

        // The verb that stood, and one group of all others, none of whom could be answered: else this shows nothing.
        Assert.Equal((2, 0), (commits, answered));
        await Task.WhenAll(submits);
        Assert.True(await standing);
    }

    private (long Commits, int Answered) BeatInStarvedPool(HeldWriter held, List<Task<IReadOnlyList<SubmitAnswer>>> submits)
    {
        using var pool = new StarvedPool();
        var before = Store.Writer.Commits;
        Exception? failure = null;
        var beats = new Thread(() =>
        {
            try
            {
                Store.Execution.Heartbeat(Beat(), TimeSpan.FromSeconds(30));
            }
            catch (Exception late)
            {
                failure = late;
            }
        });
        beats.Start();
        // It waits behind the others for the writer, which stands.
        Assert.True(SpinWait.SpinUntil(() => beats.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)), "the heartbeat did not come to wait");
        held.Release();
        beats.Join();
        Assert.Null(failure);
        return (Store.Writer.Commits - before, submits.Count(submit => submit.IsCompleted));
    }

    private static void Complete<T>(TaskCompletionSource<T> ended, Func<T> work)
    {
        try
        {
            ended.SetResult(work());
        }
        catch (Exception failure)
        {
            ended.SetException(failure);
        }
    }

    private static HeartbeatRequest Beat() => new()
    {
        Worker = new() { Worker = "w", Host = "h", ProcessId = 1, Version = "1", Role = "default", Slots = 1, StartedAt = DateTimeOffset.UnixEpoch, Tasks = [] },
        Queues = [],
        SlotsUsed = 0,
        Claims = [],
    };
}
