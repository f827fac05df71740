using Jobbers.Execution;
using Jobbers.Hosts.Processes;
using Jobbers.Hosts.Processes.Late;
using Jobbers.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Jobbers.Hosts.Embedding;

/// <summary>
/// What comes before and after everything else in a program of one's own. Before: the store, waited for a moment, so that the program's own services find it
/// open. After: the worker begins when all services have started, as a program that fails to start is told to stop by nobody, and what it had claimed would
/// be left. And it begins to end when the program is told to. The host would come to it last, after a web server that waits for its requests, and all the
/// while new tasks would begin.
/// </summary>
internal sealed class EmbeddedLifetime(
    LateStore store, IHostApplicationLifetime lifetime, IOptions<HostOptions> host, WorkerService? worker = null, WorkerExit? exit = null)
    : BackgroundService, IHostedLifecycleService
{
    private WorkerService? _started;

    /// <exception cref="StoreRefusedException">The store can never be used as configured.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(store.Opening, Task.Delay(StoreOpening.Patience, cancellationToken)) == store.Opening)
            await store.Opening;
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (worker is null)
            return;
        _started = worker;
        await worker.StartAsync(cancellationToken);
        // The host begins to stop its services when all that the program does at this signal is done, which may take as long as it likes.
        lifetime.ApplicationStopping.Register(() => _ = worker.StopAsync(CancellationToken.None));
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_started is null)
            return Task.CompletedTask;
        // Its end is awaited where the host stops it, and so is a failure.
        cancellationToken.Register(exit!.Hurry);
        _ = _started.StopAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_started is { } works)
            await works.StopAsync(cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// A store that turns out to be unusable when it comes ends the program, as the failure of any of its services does; and what started the program is to
    /// see that it did not end well, which the host by itself does not say. A program that goes on whatever becomes of its services ends well.
    /// </summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.Opening.WaitAsync(stoppingToken);
        }
        catch (StoreRefusedException) when (host.Value.BackgroundServiceExceptionBehavior == BackgroundServiceExceptionBehavior.StopHost)
        {
            Environment.ExitCode = 1;
            throw;
        }
    }
}
