using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Submission.Recurring;

namespace Jobbers.Runtime.Tests.Submission;

public sealed class RecurringServiceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly LogLines<RecurringService> _log = new();
    private readonly SkippingTime _time = new();
    private readonly List<DateTimeOffset> _stored = [];

    [Fact]
    public async Task Each_minute_is_stored_once_ahead_of_its_time()
    {
        await RunAsync("* * * * *", minutes: 5, static _ => SubmitKind.Accepted);

        Assert.Equal(Enumerable.Range(1, 5).Select(minute => Start.AddMinutes(minute)), _stored);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task An_outage_is_waited_out()
    {
        await RunAsync("* * * * *", minutes: 3, submit => submit < 3 ? throw new StoreUnavailableException("gone") : SubmitKind.Accepted);

        Assert.Equal(Enumerable.Range(1, 3).Select(minute => Start.AddMinutes(minute)), _stored);
        Assert.Equal(2, _log.All.Count);
    }

    [Fact]
    public async Task What_the_store_refuses_is_said_once_and_tried_again()
    {
        await RunAsync("* * * * *", minutes: 2, static submit => submit < 4 ? SubmitKind.QueueFull : SubmitKind.Accepted);

        Assert.Equal(Enumerable.Range(1, 2).Select(minute => Start.AddMinutes(minute)), _stored);
        Assert.Equal(
            "The occurrence of t at 2026-01-01 00:01:00Z could not be stored and is tried again until then: Queue 'default' is at its max_length. Try again in 1 s, or raise the limit.",
            Assert.Single(_log.All));
    }

    [Theory]
    [InlineData(SubmitKind.ExistingIdempotencyKey)]
    // Of another build, before [Occurrence] was added or in another version of the task.
    [InlineData(SubmitKind.IdempotencyConflict)]
    public async Task What_another_scheduler_has_stored_is_not_submitted_again(object answer)
    {
        await RunAsync("* * * * *", minutes: 3, _ => (SubmitKind)answer);

        Assert.Equal(Enumerable.Range(1, 3).Select(minute => Start.AddMinutes(minute)), _stored);
        Assert.Empty(_log.All);
    }

    private DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Until so many occurrences are stored, in a time that passes as the service sleeps.</summary>
    private async Task RunAsync(string cron, int minutes, Func<int, SubmitKind> answer)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var submits = 0;
        var store = StubStore.Create((call, args) =>
        {
            if (call == nameof(IUpkeepStore.GetTimeAsync))
                return _time.GetUtcNow();
            if (call == nameof(ITaskQueries.GetStatusesAsync))
                return ((IReadOnlyList<Ulid>)args[0]!).Select(_ => (JobStatus?)JobStatus.Scheduled).ToList();
            var request = Assert.Single((IReadOnlyList<SubmitRequest>)args[0]!);
            Assert.True(request.RunAt > _time.GetUtcNow(), "its time has passed");
            var kind = answer(submits++);
            if (kind != SubmitKind.QueueFull && _stored.Count < minutes)
                _stored.Add(request.RunAt.Value);
            if (_stored.Count == minutes)
                done.TrySetResult();
            return new List<SubmitAnswer> { new(kind, request.Id, JobStatus.Scheduled, request.Queue, _time.GetUtcNow()) };
        });
        var tasks = RecurringTask.Of(new TaskCatalog([NoParameters.Task("t", recurrence: new TaskRecurrence(cron))]));
        using var service = new RecurringService(store, tasks, new SubmitRequests(_time), _time, _log);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await done.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await service.StopAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }
}
