using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.Processes;

/// <summary>What the SDK reads of a signal that leaves by OTLP, where it would pass over a mistake in silence or end the start in a stack.</summary>
internal static class OtlpSettings
{
    private static readonly string[] Files = ["CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"];

    /// <summary>Reads what is set for a signal and for all.</summary>
    /// <param name="signal">As the variables name it.</param>
    /// <param name="variable">Answers a variable's text; blank counts as not set.</param>
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public static void Check(string signal, Func<string, string?> variable)
    {
        foreach (var of in (string[])["OTEL_EXPORTER_OTLP_", $"OTEL_EXPORTER_OTLP_{signal}_"])
        {
            CheckProtocol($"{of}PROTOCOL", variable($"{of}PROTOCOL")?.Trim());
            CheckHeaders($"{of}HEADERS", variable($"{of}HEADERS"));
        }

        foreach (var file in Files)
            CheckFile($"OTEL_EXPORTER_OTLP_{file}", variable($"OTEL_EXPORTER_OTLP_{file}"));
    }

    /// <summary>The SDK speaks gRPC instead of what it does not know, to a collector that may expect something else at that port.</summary>
    private static void CheckProtocol(string name, string? protocol)
    {
        if (!string.IsNullOrEmpty(protocol) && protocol is not ("grpc" or "http/protobuf"))
            throw new SettingsException($"{name} is '{protocol}': it must be grpc (which it is when it is not set) or http/protobuf.");
    }

    private static void CheckHeaders(string name, string? headers)
    {
        if (string.IsNullOrWhiteSpace(headers))
            return;
        var parts = Uri.UnescapeDataString(headers).Split(',').ToList();
        if (parts[^1].Length == 0)
            parts.RemoveAt(parts.Count - 1);
        // They hold keys, and are not repeated.
        if (!parts.TrueForAll(static part => part.TrimStart().IndexOf('=', StringComparison.Ordinal) > 0))
            throw new SettingsException($"{name} is no list of headers: it must be like api-key=secret,tenant=a.");
    }

    private static void CheckFile(string name, string? path)
    {
        if (!string.IsNullOrWhiteSpace(path) && !File.Exists(path))
            throw new SettingsException($"{name} names a file that does not exist: {path}");
    }
}
