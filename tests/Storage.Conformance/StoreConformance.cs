using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>
/// What every theme of the suite has: one empty store, its clock in the test's hand, and after the test a look at the raw content for
/// contradictions. Tests of time keep 2 s away from every boundary, so that a store whose clock runs by itself passes too.
/// </summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private StoreHarness? harness;

    /// <summary>Opens an empty store.</summary>
    protected abstract ValueTask<StoreHarness> CreateAsync();

    private protected StoreHarness Harness => harness ?? throw new InvalidOperationException("the store is opened before each test");

    private protected ITaskStore Store => Harness.Store;

    private protected ISubmissionStore Submission => Store.Submission;

    private protected IUpkeepStore Upkeep => Store.Upkeep;

    private protected ITaskQueries Queries => Store.Queries;

    private protected IRoutingStore Routing => Store.Routing;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        harness = await CreateAsync();
        await Routing.EnsureQueuesAsync([RoutingNames.Default], Ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (harness is null)
            return;
        var violations = await harness.FindViolationsAsync();
        await harness.DisposeAsync();
        Assert.Empty(violations);
    }

    /// <summary>A worker that the store knows: it reported once.</summary>
    private protected TestWorker StartWorker(string name = "worker-1", ITaskStore? store = null)
    {
        var worker = new TestWorker(store ?? Store, name);
        worker.Report();
        return worker;
    }

    private protected ValueTask AdvanceAsync(double seconds) => Harness.AdvanceAsync(TimeSpan.FromSeconds(seconds));

    private protected ValueTask EnsureQueuesAsync(params string[] queues) => Routing.EnsureQueuesAsync(queues, Ct);

    private protected ValueTask<bool> PutQueueAsync(QueueConfig queue) => Routing.PutQueueAsync(queue, mustBeNew: false, Ct);

    private protected async ValueTask<SubmitAnswer> SubmitAsync(SubmitRequest request) =>
        Assert.Single(await Submission.SubmitAsync([request], Ct));

    /// <summary>Submits tasks that must all be accepted.</summary>
    private protected async ValueTask<Ulid[]> AcceptAsync(params SubmitRequest[] requests)
    {
        var answers = await Submission.SubmitAsync(requests, Ct);
        Assert.All(answers, answer => Assert.Equal(SubmitKind.Accepted, answer.Kind));
        return [.. answers.Select(answer => answer.Id)];
    }

    private protected async ValueTask<CancelAnswer> CancelAsync(Ulid id) => Assert.Single(await Submission.CancelAsync([id], Ct));

    private protected async ValueTask<ResubmitAnswer> ResubmitAsync(Ulid id, bool reset = true) =>
        Assert.Single(await Submission.ResubmitAsync([id], reset, Ct));

    private protected ValueTask<PromoteAnswer> PromoteAsync(int limit = 500) => Upkeep.PromoteAsync(null, limit, Ct);

    private protected ValueTask<IReadOnlyList<RescuedTask>> RescueAsync(int limit = 100) => Upkeep.RescueAsync(limit, Ct);

    /// <summary>The one task that can run kills a worker, so many times: <c>victim-1</c>, <c>victim-2</c>, …</summary>
    private protected async ValueTask CrashAsync(int times)
    {
        for (var time = 1; time <= times; time++)
        {
            Assert.Single((await StartWorker($"victim-{time}").ClaimAsync(ClaimRequests.WithSuspect(1))).Claims);
            await AdvanceAsync(20);
            Assert.True(Assert.Single(await RescueAsync()).CrashCounted);
        }
    }

    private protected async ValueTask<TaskRecord> GetAsync(Ulid id)
    {
        var task = Assert.Single(await Queries.GetAsync([id], Ct));
        Assert.NotNull(task);
        return task;
    }

    private protected async ValueTask<JobStatus> StatusAsync(Ulid id) => (await GetAsync(id)).Status;

    private protected async ValueTask<IReadOnlyList<AttemptRecord>> HistoryAsync(Ulid id)
    {
        var history = await Queries.GetHistoryAsync(id, Ct);
        Assert.NotNull(history);
        return history;
    }

    private protected async ValueTask<DateTimeOffset> NowAsync() => (await Upkeep.CheckAsync(Ct)).StoreTime;

    private protected async ValueTask<long> CountAsync(string queue, JobStatus status)
    {
        var counts = Assert.Single(await Queries.CountAsync(Ct), counts => counts.Queue == queue);
        return counts.ByStatus.GetValueOrDefault(status);
    }

    /// <summary>That a moment lies between two readings of the store's clock, give or take the millisecond a store may round to.</summary>
    private protected static void AssertBetween(DateTimeOffset from, DateTimeOffset? moment, DateTimeOffset to)
    {
        Assert.NotNull(moment);
        Assert.InRange(moment.Value, from.AddMilliseconds(-1), to.AddMilliseconds(1));
    }

    /// <summary>That a time span is the expected one, less what passed by itself.</summary>
    private protected static void AssertNear(TimeSpan? span, double seconds)
    {
        Assert.NotNull(span);
        Assert.InRange(span.Value.TotalSeconds, seconds - 2, seconds + 0.001);
    }
}
