using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Execution;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Runtime.Tests;
using Jobbers.Setup;
using Jobbers.Storage;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobbers.Sqlite.Tests.Workers;

/// <summary>A client and a worker on a real file, for tasks that a test writes as lambdas.</summary>
internal sealed class WorkerRun : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFile _file;
    private readonly ServiceProvider _services;
    private readonly WorkerExit _exit = new();

    private WorkerRun(TemporaryFile file, HeldClaims store, TaskDescriptor<int> task, WorkerOptions options)
    {
        (_file, Store, Task) = (file, store, task);
        var catalog = new TaskCatalog([task]);
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddJobbersClient(store, catalog);
        _services = services.BuildServiceProvider();
        Worker = new WorkerService(
            store, catalog, options, _exit, _services, Lifetime, TimeProvider.System, Log);
    }

    public HeldClaims Store { get; }

    public TaskDescriptor<int> Task { get; }

    public WorkerService Worker { get; }

    public StopRecorder Lifetime { get; } = new();

    /// <summary>What the worker says.</summary>
    public LogLines<WorkerService> Log { get; } = new();

    public static async Task<WorkerRun> CreateAsync(
        TaskInvoker invoke, TaskPolicy? policy = null, WorkerOptions? options = null, Func<Exception, bool>? expected = null)
    {
        var file = new TemporaryFile();
        var store = new HeldClaims(await SqliteHarness.OpenAsync(file.Path, TimeProvider.System));
        var task = new TaskDescriptor<int>
        {
            Name = "work",
            Version = 1,
            DeclaredBy = "Tests.Work",
            ParametersSchema = "{}"u8.ToArray(),
            Contract = "{}",
            Policy = policy ?? TaskPolicy.Default,
            Codec = new IntegerCodec(),
            Invoke = invoke,
            IsExpected = expected ?? (static _ => false),
        };
        return new WorkerRun(file, store, task, options ?? new WorkerOptions());
    }

    public async Task<Ulid[]> EnqueueAsync(int count)
    {
        var client = _services.GetRequiredService<JobbersClient>();
        var handles = await client.EnqueueManyAsync(Task, Enumerable.Range(0, count), cancellationToken: TestContext.Current.CancellationToken);
        return [.. handles.Select(handle => handle.Id)];
    }

    public async Task<TaskRecord> ReadAsync(Ulid id) => (await Store.Queries.GetAsync([id], CancellationToken.None))[0]!;

    public async Task<TaskRecord> EndOfAsync(Ulid id)
    {
        await UntilAsync(async () => (await ReadAsync(id)).Status.IsTerminal(), $"the end of {id}");
        return await ReadAsync(id);
    }

    public async Task<long> CountAsync(JobStatus status) =>
        (await Store.Queries.CountAsync(CancellationToken.None)).Single(queue => queue.Queue == RoutingNames.Default).ByStatus.GetValueOrDefault(status);

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (!await isSo())
        {
            Assert.False(limit.IsCancellationRequested, $"{what} did not come within {Deadline.TotalSeconds} s");
            await System.Threading.Tasks.Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.StopAsync(CancellationToken.None);
        Worker.Dispose();
        await _services.DisposeAsync();
        await Store.DisposeAsync();
        _exit.Dispose();
        Assert.Empty(Violations.Find(_file.Path));
        _file.Dispose();
    }
}
