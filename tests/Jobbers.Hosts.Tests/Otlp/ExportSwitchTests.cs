using Jobbers.Hosts.Processes;
using Jobbers.Hosts.Tests.Native;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Tests.Otlp;

public sealed class ExportSwitchTests
{
    [Fact]
    public void Without_an_endpoint_nothing_is_even_registered()
    {
        var services = new ServiceCollection();

        TelemetryExport.AddIfConfigured(services, "manager");

        Assert.Empty(services);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    public async Task A_process_that_is_not_told_to_export_does_not(string name, string value)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var store = new NativeStore("sqlite");
        var environment = receiver.Environment;
        environment[name] = value;
        await using (var host = await NativeHost.StartAsync(store.Address, environment))
        {
            await host.RunTaskAsync("noop");
            await host.StopAsync();
        }

        Assert.Empty(receiver.Bodies);
    }

    /// <summary>What is not sent for want of an exporter is not sent for want of an endpoint either: the two are one in the process.</summary>
    [Theory]
    [InlineData("TRACES")]
    [InlineData("METRICS")]
    [InlineData("LOGS")]
    public async Task A_signal_without_its_exporter_stays_and_the_others_leave(string signal)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var store = new NativeStore("sqlite");
        var environment = receiver.Environment;
        environment[$"OTEL_{signal}_EXPORTER"] = "none";
        await using (var host = await NativeHost.StartAsync(store.Address, environment))
        {
            await host.RunTaskAsync("noop");
            await host.StopAsync();
        }

        // What is left goes out before the process ends.
        string[] expected = [.. new[] { "/v1/logs", "/v1/metrics", "/v1/traces" }.Where(path => path != $"/v1/{signal.ToLowerInvariant()}")];
        Assert.Equal(expected, receiver.Paths.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_a_deployment_gives_wins()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var store = new NativeStore("sqlite");
        var environment = receiver.Environment;
        environment["OTEL_SERVICE_NAME"] = "billing-jobs";
        await using var host = await NativeHost.StartAsync(store.Address, environment);

        await host.RunTaskAsync("noop");

        await receiver.UntilAsync(received => received.Spans.Any(span => span.Kind == SpanKind.Consumer), "the attempt");
        Assert.All(receiver.Spans, span => Assert.Equal("billing-jobs", span.Service));
    }

    [Fact]
    public async Task A_store_that_is_lost_is_counted_by_the_loops_that_miss_it()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var store = new NativeStore("redis");
        await using var host = await NativeHost.StartAsync(store.Address, receiver.Environment);
        // A worker that has never reached the store knows no queue to claim from: its heartbeat alone would miss the store.
        await host.UntilSaidAsync("serves role default");

        store.Dispose();

        await receiver.UntilAsync(
            received => received.Points.Any(point => point is { Metric: "store_errors", Kind: "counter", Value: > 0 } && point.Attributes.GetValueOrDefault("loop") == "Worker"),
            "store_errors of the worker's loop", host);
        Assert.All(receiver.Points.Where(point => point.Metric == "store_errors"), point => Assert.Equal("loop", Assert.Single(point.Attributes).Key));
    }
}
