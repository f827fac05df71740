using Jobbers.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Jobbers.Hosts.Processes;

/// <summary>Sends metrics, traces and logs by OTLP when an endpoint is set by the standard <c>OTEL_*</c> variables; else costs nothing.</summary>
internal static class TelemetryExport
{
    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    private static bool IsOff => string.Equals(Environment.GetEnvironmentVariable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds exporters. A name in <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> is read last, and so wins over the verb's.</summary>
    public static void AddIfConfigured(IServiceCollection services, string verb)
    {
        if (IsOff || Endpoints.All(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
            return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"jobbers-{verb}").AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(JobbersTelemetry.Name).AddRuntimeInstrumentation().AddAspNetCoreInstrumentation())
            .WithTracing(traces => traces.AddSource(JobbersTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
        services.Configure<OpenTelemetryLoggerOptions>(logs =>
        {
            logs.IncludeScopes = true;
            logs.IncludeFormattedMessage = true;
        });
    }
}
