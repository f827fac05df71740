using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.Processes;

/// <summary>
/// What leaves by OTLP: each signal that has an endpoint, its own or the one of all, unless <c>OTEL_…_EXPORTER</c> names another exporter or none.
/// What has no endpoint is not sent: by itself the SDK would send it to this machine.
/// </summary>
internal sealed record ExportedSignals(bool Metrics, bool Traces, bool Logs)
{
    private const string CommonEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Any => Metrics || Traces || Logs;

    /// <summary>Reads the standard variables.</summary>
    /// <param name="variable">Answers a variable's text; blank counts as not set, as OpenTelemetry has it.</param>
    /// <exception cref="SettingsException">What would be used is no endpoint, no protocol, no headers or no certificate.</exception>
    public static ExportedSignals Read(Func<string, string?> variable)
    {
        var isDisabled = string.Equals(variable("OTEL_SDK_DISABLED")?.Trim(), "true", StringComparison.OrdinalIgnoreCase);
        return isDisabled
            ? new ExportedSignals(false, false, false)
            : new ExportedSignals(IsExported("METRICS", variable), IsExported("TRACES", variable), IsExported("LOGS", variable));
    }

    private static bool IsExported(string signal, Func<string, string?> variable)
    {
        var exporters = variable($"OTEL_{signal}_EXPORTER");
        if (!string.IsNullOrWhiteSpace(exporters) && !exporters.Split(',', StringSplitOptions.TrimEntries).Contains("otlp", StringComparer.OrdinalIgnoreCase))
            return false;
        var own = $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT";
        if (!IsAddress(own, variable(own)) && !IsAddress(CommonEndpoint, variable(CommonEndpoint)))
            return false;
        OtlpSettings.Check(signal, variable);
        return true;
    }

    /// <summary>The SDK passes over what is no address, and sends to this machine instead.</summary>
    private static bool IsAddress(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return false;
        // It may hold a password, and is not repeated.
        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? true
            : throw new SettingsException($"{name} is no address: it must be like http://collector:4317, or http://collector:4318 with OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.");
    }
}
