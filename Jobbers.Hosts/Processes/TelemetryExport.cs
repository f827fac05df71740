using Jobbers.Hosts.Configuration;
using Jobbers.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Jobbers.Hosts.Processes;

/// <summary>Sends metrics, traces and logs by OTLP when an endpoint is set by the standard <c>OTEL_*</c> variables; else costs nothing.</summary>
internal static class TelemetryExport
{
    /// <summary>Adds exporters. A name in <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> is read last, and so wins over the verb's.</summary>
    /// <exception cref="SettingsException">What was set is no endpoint, no protocol, no headers or no certificate.</exception>
    public static void AddIfConfigured(IServiceCollection services, string verb)
    {
        var signals = ExportedSignals.Read(Environment.GetEnvironmentVariable);
        if (!signals.Any)
            return;
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService($"jobbers-{verb}").AddEnvironmentVariableDetector());
        var hasOwnMetrics = services.Any(static service => service.ServiceType == typeof(MeterProvider));
        // The exporter is for all three signals or none; one of them alone would not know the variables of its signal. What is to stay is given no source.
        if (signals.Metrics)
            telemetry.WithMetrics(metrics => metrics.AddMeter(JobbersTelemetry.Name).AddRuntimeInstrumentation().AddAspNetCoreInstrumentation());
        if (signals.Traces)
            telemetry.WithTracing(traces => traces.AddSource(JobbersTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation());
        if (!signals.Logs)
            services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.None));
        telemetry.UseOtlpExporter();
        // Without a source the exporter would still send, again and again, that there are no metrics. A provider of the program itself stays.
        if (!signals.Metrics && !hasOwnMetrics)
            services.Replace(ServiceDescriptor.Singleton<MeterProvider>(static _ => Sdk.CreateMeterProviderBuilder().Build()));
        services.Configure<OpenTelemetryLoggerOptions>(logs =>
        {
            logs.IncludeScopes = true;
            logs.IncludeFormattedMessage = true;
        });
    }
}
