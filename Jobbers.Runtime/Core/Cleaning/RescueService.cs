using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Cleaning;

/// <summary>Takes tasks from lapsed leases, each 2 s with jitter, while this process is healthy. Runs in schedulers, staying cleaners and workers.</summary>
internal sealed class RescueService(ITaskStore store, TimeProvider time, ILogger<RescueService> logger) : BackgroundService
{
    private const int Batch = 100;

    private readonly StoreOutage _outage = new("Rescue", logger);
    private readonly HealthGuard _health = new(time);
    private bool _rescueFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PassAsync(stoppingToken);
                await Task.Delay(LeaseTimes.RescuePass * (0.75 + (0.5 * Random.Shared.NextDouble())), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                await Task.Delay(_outage.Failed(failure), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One pass, as the service makes each 2 s.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer, or takes no writes.</exception>
    internal async ValueTask PassAsync(CancellationToken stopping)
    {
        // While a store takes no writes (a replica, a full disk) healthy workers cannot renew their leases, and its time is no sign of health.
        _health.Succeeded(await store.Upkeep.ProveWritableAsync(stopping));
        // A rescue writes more than that proof and may fail alone: only a rescue ends an outage of rescues.
        if (!_rescueFailed)
            _outage.Over();
        while (_health.MayRescue)
        {
            _rescueFailed = true;
            var rescued = await store.Upkeep.RescueAsync(Batch, stopping);
            _rescueFailed = false;
            _outage.Over();
            foreach (var task in rescued)
                Report(task);
            await EndReport.EndedAsync(store.Queries, [.. rescued.Where(task => task.Status.IsTerminal()).Select(task => task.Claim.Id)], stopping);
            if (rescued.Count < Batch)
                return;
        }
    }

    private void Report(RescuedTask task)
    {
        JobbersLog.TaskRescued(logger, task.Claim.Id, task.Name, task.Worker, task.Status.ToWire());
        JobbersTelemetry.TasksRescued.Add(1, new("task", task.Name), new("queue", task.Claim.Queue));
        if (task.CrashCounted)
            JobbersTelemetry.WorkerLost.Add(1, new("task", task.Name), new("queue", task.Claim.Queue));
        if (task.DeadLettered)
            JobbersTelemetry.TasksDeadLettered.Add(1, new("task", task.Name), new("version", task.Version), new("queue", task.Claim.Queue));
    }
}
