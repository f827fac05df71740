using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Submission.Recurring;

/// <summary>Keeps the next occurrence of each recurring task stored, for as long as a scheduler runs.</summary>
internal sealed class RecurringService(
    ITaskStore store, IReadOnlyList<RecurringTask> tasks, SubmitRequests requests, TimeProvider time, ILogger<RecurringService> logger) : BackgroundService
{
    private readonly StoreOutage _outage = new("Recurrence", logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (tasks.Count == 0)
            return;
        var pass = new RecurringPass(store, tasks, requests, logger);
        while (!stoppingToken.IsCancellationRequested)
            await Task.Delay(await PassAsync(pass, stoppingToken), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<TimeSpan> PassAsync(RecurringPass pass, CancellationToken stopping)
    {
        try
        {
            var sleep = await pass.RunAsync(stopping);
            _outage.Over();
            return sleep;
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
}
