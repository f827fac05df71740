using Jobbers.Cleaning;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Runtime.Tests.Cleaning;

public sealed class CleanerServiceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly LogLines<CleanerService> _log = new();
    private readonly SkippingTime _time = new(static _ => false);

    [Fact]
    public async Task A_cleaner_that_stays_says_what_it_stalled_and_cancelled()
    {
        var waiting = new Queue<IReadOnlyList<Ulid>>([[Ulid.NewUlid(), Ulid.NewUlid()], []]);
        var store = StubStore.Create((call, _) => call switch
        {
            nameof(IUpkeepStore.GetTimeAsync) => DateTimeOffset.UnixEpoch,
            nameof(IUpkeepStore.StallSilentAsync) => (IReadOnlyList<Ulid>)[Ulid.NewUlid()],
            nameof(IUpkeepStore.FindWaitingAsync) => waiting.Dequeue(),
            nameof(ISubmissionStore.CancelAsync) => (IReadOnlyList<CancelAnswer>)[CancelAnswer.Cancelled, CancelAnswer.Cancelled],
            _ => throw new InvalidOperationException(call),
        });
        var options = new CleanerOptions
        {
            Interval = TimeSpan.FromSeconds(60),
            StaleTime = TimeSpan.FromSeconds(1),
            CancelWaiting = true,
            WaitingBefore = DateTimeOffset.UnixEpoch,
        };

        await RunAsync(store, options);

        Assert.Equal("Stalled 1 silent tasks, cancelled 2 waiting ones", Assert.Single(_log.All));
    }

    [Fact]
    public async Task A_process_that_stops_does_not_sit_out_an_outage() =>
        await RunAsync(StubStore.Create(static (_, _) => throw new StoreUnavailableException("down", null)), new CleanerOptions { EndedAge = TimeSpan.Zero });

    private async Task RunAsync(ITaskStore store, CleanerOptions options)
    {
        using var service = new CleanerService(store, options, _time, _log);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await _time.Held.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await service.StopAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }
}
