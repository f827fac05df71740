using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Http;

/// <summary>
/// Carries forced deletes to their end, in bounded steps, whoever asked for them: any manager that sees a queue marked as deleting goes on with it.
/// </summary>
internal sealed class QueueDeletions(ITaskStore store, TimeProvider time, ILogger<QueueDeletions> logger) : BackgroundService
{
    /// <summary>Steps in a row for one queue; each cancels up to 500 tasks.</summary>
    private const int Steps = 20;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    /// <summary>While running tasks are awaited.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(500);

    private readonly StoreOutage _outage = new("Deleting queues", logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new WakeSignal(time);
        using var onStop = stoppingToken.Register(wake.Set);
        using var listening = store.Signals.Listen(signal =>
        {
            if (signal.Kind == SignalKind.RoutingChanged)
                wake.Set();
        });
        while (!stoppingToken.IsCancellationRequested)
            await wake.WaitAsync(await PassAsync(stoppingToken));
    }

    /// <summary>Goes on with every queue that is being deleted.</summary>
    /// <returns>How long to sleep.</returns>
    private async ValueTask<TimeSpan> PassAsync(CancellationToken stopping)
    {
        try
        {
            var busy = false;
            var snapshot = await store.Routing.GetSnapshotAsync(stopping);
            foreach (var queue in snapshot.Queues.Where(queue => queue.Deleting))
                busy |= !await DeleteAsync(queue.Name, stopping);
            _outage.Over();
            return busy ? Busy : Idle;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception failure)
        {
            return _outage.Failed(failure);
        }
    }

    private async ValueTask<bool> DeleteAsync(string queue, CancellationToken stopping)
    {
        for (var step = 0; step < Steps; step++)
        {
            if (await store.Routing.DeleteQueueAsync(queue, force: true, stopping) != QueueDeletion.InProgress)
                return true;
        }

        return false;
    }
}
