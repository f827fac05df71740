using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

/// <summary>One sequence of verbs on one store and on the model beside it.</summary>
internal sealed class ModelRun(StoreHarness harness, DateTimeOffset origin)
{
    public const int TaskCount = 12;

    public const int WorkerCount = 3;

    public static readonly string[] QueueNames = [RoutingNames.Default, "other"];

    private readonly (TestWorker Store, ModelWorker Model)[] workers =
    [
        .. Enumerable.Range(1, WorkerCount).Select(n => (new TestWorker(harness.Store, $"worker-{n}"), new ModelWorker($"worker-{n}"))),
    ];

    public StoreHarness Harness => harness;

    public ITaskStore Store => harness.Store;

    public StoreModel Model { get; } = new(QueueNames);

    /// <summary>The clock of the store when the run began.</summary>
    public DateTimeOffset Origin => origin;

    public static Ulid IdAt(int slot) => SequentialIds.At(1_000_000 + slot);

    public static IReadOnlyList<Ulid> AllIds { get; } = [.. Enumerable.Range(0, TaskCount).Select(IdAt)];

    public static async ValueTask<ModelRun> StartAsync(StoreHarness harness)
    {
        await harness.Store.Routing.EnsureQueuesAsync(QueueNames, CancellationToken.None);
        return new ModelRun(harness, (await harness.Store.Upkeep.CheckAsync(CancellationToken.None)).StoreTime);
    }

    /// <summary>A worker that reported lately, as a real one does before it calls.</summary>
    public (TestWorker Store, ModelWorker Model) LiveWorker(int number)
    {
        var worker = workers[number];
        if (worker.Model.AliveUntil <= Model.Now)
            Model.Heartbeat(worker.Model, [], beats: false, worker.Store.Report());
        return worker;
    }

    public (TestWorker Store, ModelWorker Model) Worker(int number) => workers[number];

    /// <summary>The ids of stored tasks whose status in the store is no longer the model's.</summary>
    public async ValueTask<IReadOnlySet<Ulid>> ChangedAsync()
    {
        Ulid[] ids = [.. Model.Tasks.Keys];
        var statuses = await Store.Queries.GetStatusesAsync(ids, CancellationToken.None);
        return ids.Where((id, n) => statuses[n] != Model.Find(id)!.Status).ToHashSet();
    }

    /// <summary>How far the store's clock ran by itself.</summary>
    public async ValueTask<TimeSpan> DriftAsync() =>
        (await Store.Upkeep.CheckAsync(CancellationToken.None)).StoreTime - origin - TimeSpan.FromSeconds(Model.Now);
}
