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

    private async ValueTask PassAsync(CancellationToken stopping)
    {
        _health.Succeeded(await store.Upkeep.GetTimeAsync(stopping));
        // A store that takes no writes (a replica, a full disk) tells the time all the same: only a rescue ends an outage of rescues.
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
