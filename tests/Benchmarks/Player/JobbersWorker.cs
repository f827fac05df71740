using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Player;

/// <summary>A worker that is started and stopped within one process.</summary>
internal sealed class JobbersWorker : IHostApplicationLifetime, IAsyncDisposable
{
    private readonly WorkerExit _exit = new();
    private readonly WorkerService _service;

    public JobbersWorker(ITaskStore store, ServiceProvider provider, WorkerOptions options) => _service = new WorkerService(
        store, provider.GetRequiredService<TaskCatalog>(), options, _exit, provider, this, TimeProvider.System,
        provider.GetRequiredService<ILogger<WorkerService>>());

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public Task StartAsync() => _service.StartAsync(CancellationToken.None);

    public void StopApplication()
    {
        // The step says when it is over.
    }

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync(CancellationToken.None);
        _service.Dispose();
        _exit.Dispose();
    }
}
