using System.Diagnostics.Metrics;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Telemetry;

/// <summary>
/// <c>queue_depth</c> and <c>oldest_waiting</c>, read from the store each 5 s while somebody listens. Runs in managers: each tells of the whole store, so
/// that of several the largest counts, not the sum.
/// </summary>
internal sealed class QueueGauges : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Meter _meter = JobbersTelemetry.CreateMeter();
    private readonly ObservableGauge<long> _depth;
    private readonly ObservableGauge<double> _oldest;
    private readonly ITaskQueries _queries;
    private readonly TimeProvider _time;
    private readonly StoreOutage _outage;
    private volatile IReadOnlyList<QueueCounts> _counts = [];

    public QueueGauges(ITaskQueries queries, TimeProvider time, ILogger<QueueGauges> logger)
    {
        (_queries, _time, _outage) = (queries, time, new StoreOutage("Queue gauges", logger));
        _depth = _meter.CreateObservableGauge("queue_depth", Depths, description: "Tasks that wait to be claimed");
        _oldest = _meter.CreateObservableGauge("oldest_waiting", Ages, "s", "How long the task that is claimed next has waited; 0 when none waits");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await ReadAsync(stoppingToken);
            await Task.Delay(pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<TimeSpan> ReadAsync(CancellationToken stopping)
    {
        if (!_depth.Enabled && !_oldest.Enabled)
            return Period;
        try
        {
            // Of a deleted queue, whose ended tasks are still counted, there is nothing to tell: a 0 would go on for days.
            _counts = [.. (await _queries.CountAsync(stopping)).Where(queue => !queue.IsDeleted)];
            _outage.Over();
            return Period;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception failure)
        {
            // Old numbers would look like a queue that stands still.
            _counts = [];
            return _outage.Failed(failure);
        }
    }

    private IEnumerable<Measurement<long>> Depths() => _counts.Select(static queue =>
        new Measurement<long>(queue.ByStatus.GetValueOrDefault(JobStatus.Submitted), new KeyValuePair<string, object?>("queue", queue.Queue)));

    private IEnumerable<Measurement<double>> Ages() => _counts.Select(static queue =>
        new Measurement<double>(queue.OldestWaiting?.TotalSeconds ?? 0, new KeyValuePair<string, object?>("queue", queue.Queue)));
}
