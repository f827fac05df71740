using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Cleaning;

/// <summary>A cleaner that stays: a pass each interval, for ever.</summary>
internal sealed class CleanerService(ITaskStore store, CleanerOptions options, TimeProvider time, ILogger<CleanerService> logger) : BackgroundService
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(60);

    private readonly StoreOutage _outage = new("Cleaner", logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pass = new CleanerPass(store);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var report = await pass.RunAsync(options, stoppingToken);
                _outage.Over();
                Say(report);
                await Task.Delay(options.Interval ?? DefaultInterval, time, stoppingToken);
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

    /// <summary>A pass that found nothing to do is not worth a line.</summary>
    private void Say(CleanerReport report)
    {
        if (report is not { Ended: 0, DeadLetters: 0, RateEntries: 0 })
            JobbersLog.Pruned(logger, report.Ended, report.DeadLetters, report.RateEntries);
        if (report is not { Stalled: 0, Cancelled: 0 })
            JobbersLog.Cleaned(logger, report.Stalled, report.Cancelled);
    }
}
