using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Scheduling;

/// <summary>Queues due tasks. Any number of schedulers may run: each promote is atomic, and a task is promoted once.</summary>
internal sealed class SchedulerService(ITaskStore store, SchedulerOptions options, TimeProvider time, ILogger<SchedulerService> logger)
    : BackgroundService
{
    private readonly StoreOutage _outage = new("Scheduler", logger);
    private bool _warned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new WakeSignal(time);
        using var onStop = stoppingToken.Register(wake.Set);
        using var listening = store.Signals.Listen(signal =>
        {
            if (signal.Kind is SignalKind.ScheduleChanged or SignalKind.RoutingChanged)
                wake.Set();
        });
        while (!stoppingToken.IsCancellationRequested)
            await wake.WaitAsync(await PassAsync(stoppingToken));
    }

    /// <summary>Promotes one batch; the role's queues are read for each, so that one that joins them is served even while the scheduler is behind.</summary>
    /// <returns>How long to sleep: not at all while more is due.</returns>
    private async ValueTask<TimeSpan> PassAsync(CancellationToken stopping)
    {
        try
        {
            var answer = await store.Upkeep.PromoteAsync(await QueuesAsync(stopping), options.BatchSize, stopping);
            _outage.Over();
            if (answer.Promoted > 0)
                JobbersTelemetry.ScheduleLateness.Record(answer.MaxLateness.TotalMilliseconds);
            return answer.NextDue < options.PollInterval ? answer.NextDue.Value : options.PollInterval;
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

    private async ValueTask<IReadOnlyList<string>?> QueuesAsync(CancellationToken stopping)
    {
        if (options.Role is null)
            return null;
        var snapshot = await store.Routing.GetSnapshotAsync(stopping);
        var queues = snapshot.QueuesOf(options.Role);
        if (queues is null && !_warned)
            JobbersLog.SchedulerRoleUnknown(logger, options.Role);
        _warned = queues is null;
        return [.. (queues ?? []).Select(queue => queue.Name)];
    }
}
