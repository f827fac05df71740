using Jobbers.Cleaning;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Runtime.Tests.Cleaning;

public sealed class CleanerPassTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_submitted_while_a_pass_cancels_is_not_cancelled_by_it()
    {
        var bounds = new List<DateTimeOffset?>();
        var store = StubStore.Create((call, args) =>
        {
            switch (call)
            {
                case nameof(IUpkeepStore.GetTimeAsync):
                    return Now;
                case nameof(IUpkeepStore.FindWaitingAsync):
                    var before = (DateTimeOffset?)args[1];
                    bounds.Add(before);
                    // Somebody submits one task after the other: without a bound there is always one more.
                    Assert.True(bounds.Count < 10, "the pass does not end");
                    return (IReadOnlyList<Ulid>)(before is null || bounds.Count == 1 ? [Ulid.NewUlid()] : []);
                default:
                    return (IReadOnlyList<CancelAnswer>)[CancelAnswer.Cancelled];
            }
        });

        var report = await RunAsync(store, new CleanerOptions { CancelWaiting = true, WaitingAfter = Now.AddHours(-1) });

        Assert.Equal(1, report.Cancelled);
        Assert.All(bounds, bound => Assert.Equal(Now, bound));
    }

    [Fact]
    public async Task A_bound_that_lies_ahead_is_no_later_than_now()
    {
        DateTimeOffset? bound = null;
        var store = StubStore.Create((call, args) =>
        {
            if (call == nameof(IUpkeepStore.GetTimeAsync))
                return Now;
            bound = (DateTimeOffset?)args[1];
            return (IReadOnlyList<Ulid>)[];
        });

        await RunAsync(store, new CleanerOptions { CancelWaiting = true, WaitingBefore = Now.AddYears(1) });
        Assert.Equal(Now, bound);

        await RunAsync(store, new CleanerOptions { CancelWaiting = true, WaitingBefore = Now.AddYears(-1) });
        Assert.Equal(Now.AddYears(-1), bound);
    }

    [Fact]
    public async Task Tasks_that_workers_took_first_do_not_end_the_pass()
    {
        var steps = new Queue<CancelAnswer>([CancelAnswer.Requested, CancelAnswer.AlreadyEnded, CancelAnswer.Cancelled]);
        var store = StubStore.Create((call, _) => call switch
        {
            nameof(IUpkeepStore.GetTimeAsync) => Now,
            nameof(IUpkeepStore.FindWaitingAsync) => (IReadOnlyList<Ulid>)(steps.Count > 0 ? [Ulid.NewUlid()] : []),
            _ => (IReadOnlyList<CancelAnswer>)[steps.Dequeue()],
        });

        var report = await RunAsync(store, new CleanerOptions { CancelWaiting = true, WaitingBefore = Now });

        Assert.Equal(1, report.Cancelled);
    }

    [Fact]
    public async Task A_task_that_is_found_again_and_again_ends_the_pass()
    {
        var id = Ulid.NewUlid();
        var looks = 0;
        var store = StubStore.Create((call, _) =>
        {
            if (call == nameof(IUpkeepStore.GetTimeAsync))
                return Now;
            if (call == nameof(ISubmissionStore.CancelAsync))
                return (IReadOnlyList<CancelAnswer>)[CancelAnswer.NotFound];
            Assert.True(++looks < 10, "the pass does not end");
            return (IReadOnlyList<Ulid>)[id];
        });

        Assert.Equal(0, (await RunAsync(store, new CleanerOptions { CancelWaiting = true, WaitingBefore = Now })).Cancelled);
    }

    private static Task<CleanerReport> RunAsync(ITaskStore store, CleanerOptions options) =>
        new CleanerPass(store).RunAsync(options, TestContext.Current.CancellationToken);
}
