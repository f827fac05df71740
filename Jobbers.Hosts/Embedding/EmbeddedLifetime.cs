using Jobbers.Execution;
using Jobbers.Hosts.Processes;
using Jobbers.Hosts.Processes.Late;
using Jobbers.Storage;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts.Embedding;

/// <summary>
/// What comes before and after everything else in a program of one's own. Before: the store, waited for a moment, so that the program's own services find it
/// open. After: the worker begins to end when the program does. The host would come to it last, after a web server that waits for its requests, and all the
/// while new tasks would begin.
/// </summary>
internal sealed class EmbeddedLifetime(LateStore store, WorkerService? worker = null) : BackgroundService, IHostedLifecycleService
{
    /// <exception cref="StoreRefusedException">The store can never be used as configured.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(store.Opening, Task.Delay(StoreOpening.Patience, cancellationToken)) == store.Opening)
            await store.Opening;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Its end is awaited where the host stops it, and so is a failure.
        _ = worker?.StopAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A store that turns out to be unusable when it comes ends the program, as the failure of any of its services does.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.Opening.WaitAsync(stoppingToken);
}
