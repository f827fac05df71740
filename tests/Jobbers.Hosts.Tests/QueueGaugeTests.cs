using System.Diagnostics.Metrics;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobbers.Hosts.Tests;

public sealed class QueueGaugeTests : ManagerTests
{
    [Fact]
    public async Task Of_a_deleted_queue_no_depth_is_told()
    {
        await Manager.PutAsync("/queues/gauged", "{}");
        await Manager.PutAsync("/queues/gone", "{}");
        await Manager.SubmitAsync(more: ""","queue":"gone" """);
        await Manager.Worker.CompleteAsync("gone");
        (await Manager.DeleteAsync("/queues/gone")).Is(200);
        var told = new HashSet<string>();
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => Enable(instrument, listener) };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => told.Add((string)tags[0].Value!));
        listener.Start();
        using var gauges = new QueueGauges(Manager.Store.Queries, TimeProvider.System, NullLogger<QueueGauges>.Instance);
        await gauges.StartAsync(TestContext.Current.CancellationToken);

        for (var looks = 0; !told.Contains("gauged"); looks++)
        {
            Assert.True(looks < 6000, "the gauges tell nothing");
            await Task.Delay(10, TestContext.Current.CancellationToken);
            listener.RecordObservableInstruments();
        }

        await gauges.StopAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("gone", told);
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == JobbersTelemetry.Name && instrument.Name == "queue_depth")
            listener.EnableMeasurementEvents(instrument);
    }
}
