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

    /// <summary>Promotes until nothing is due.</summary>
    /// <returns>How long to sleep.</returns>
    private async ValueTask<TimeSpan> PassAsync(CancellationToken stopping)
    {
        try
        {
            var queues = await QueuesAsync(stopping);
            while (!stopping.IsCancellationRequested)
            {
                var answer = await store.Upkeep.PromoteAsync(queues, options.BatchSize, stopping);
                _outage.Over();
                if (answer.Promoted > 0)
                    JobbersTelemetry.ScheduleLateness.Record(answer.MaxLateness.TotalMilliseconds);
                if (answer.NextDue is not { } next)
                    return options.PollInterval;
                if (next > TimeSpan.Zero)
                    return next < options.PollInterval ? next : options.PollInterval;
            }

            return TimeSpan.Zero;
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
        return [.. (snapshot.QueuesOf(options.Role) ?? []).Select(q => q.Name)];
    }
}
