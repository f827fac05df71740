using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Redis.Tests.Budgets;
using Jobbers.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobbers.Redis.Tests.Workers;

/// <summary>A real worker of one task, that tells which tasks it runs.</summary>
internal sealed class NumberWorker : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly WorkerExit _exit = new();
    private readonly WorkerService _worker;

    private NumberWorker(ITaskStore store, int slots, Action<Ulid> runs)
    {
        var task = NumberTask.Of("work", (invocation, _) =>
        {
            runs(invocation.Context.Id);
            return default;
        });
        _worker = new WorkerService(
            store, new TaskCatalog([task]), new WorkerOptions { Slots = slots }, _exit, _services, new NoLifetime(), TimeProvider.System,
            NullLogger<WorkerService>.Instance);
    }

    /// <summary>A submit of the task it runs.</summary>
    public static SubmitRequest Task(SubmitRequest request) => request with { Name = "work", Parameters = "1"u8.ToArray() };

    public static async Task<NumberWorker> StartAsync(ITaskStore store, int slots, Action<Ulid> runs)
    {
        var worker = new NumberWorker(store, slots, runs);
        await worker._worker.StartAsync(TestContext.Current.CancellationToken);
        return worker;
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(TestContext.Current.CancellationToken);
        _worker.Dispose();
        _exit.Dispose();
        await _services.DisposeAsync();
    }
}
