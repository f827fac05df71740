using Jobbers.Lifecycle;
using Jobbers.Routing;
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
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    /// <summary>While waiting tasks are cancelled, up to 500 a step.</summary>
    private static readonly TimeSpan Working = TimeSpan.FromMilliseconds(10);

    /// <summary>While running tasks are awaited.</summary>
    private static readonly TimeSpan Awaiting = TimeSpan.FromMilliseconds(500);

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
            var next = Idle;
            var snapshot = await store.Routing.GetSnapshotAsync(stopping);
            foreach (var queue in snapshot.Queues.Where(queue => queue.Deleting))
            {
                var step = await store.Routing.ContinueDeletionAsync(queue.Name, stopping);
                await EndReport.EndedAsync(store.Queries, step.Cancelled, stopping);
                if (step.State == QueueDeletion.InProgress && next == Idle)
                    next = Awaiting;
            }

            if (next == Awaiting && await AnyWaitsAsync(snapshot, stopping))
                next = Working;
            _outage.Over();
            return next;
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

    /// <summary>Whether there is more to cancel than one step did.</summary>
    private async ValueTask<bool> AnyWaitsAsync(RoutingSnapshot snapshot, CancellationToken stopping)
    {
        var counts = await store.Queries.CountAsync(stopping);
        return snapshot.Queues.Where(queue => queue.Deleting).Join(counts, queue => queue.Name, count => count.Queue, (_, count) => count.ByStatus)
            .Any(sizes => sizes.GetValueOrDefault(JobStatus.Submitted) + sizes.GetValueOrDefault(JobStatus.Scheduled) > 0);
    }
}
