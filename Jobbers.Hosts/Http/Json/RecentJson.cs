using System.Text.Json;
using Jobbers.Hosts.Http.Statistics;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Http.Json;

/// <summary>Throughput and latency as the API shows them.</summary>
internal static class RecentJson
{
    public static void Write(Utf8JsonWriter json, RecentSample sample)
    {
        json.WriteStartObject("recent");
        json.WriteSeconds("window_seconds", sample.Window);
        json.WriteStartObject("ended");
        foreach (var status in JobStatusNames.Terminal)
            json.WriteNumber(status.ToWire(), sample.Ends.Count(end => end.Status == status));
        json.WriteEndObject();
        json.WriteNumber("ended_per_minute", PerMinute(sample));
        WriteTimes(json, "execution_ms", [.. sample.Ends.Where(end => end.Execution is not null).Select(end => end.Execution!.Value)]);
        WriteTimes(json, "end_to_end_ms", [.. sample.Ends.Select(end => end.EndToEnd)]);
        json.WriteEndObject();
    }

    private static double PerMinute(RecentSample sample) =>
        sample.Window > TimeSpan.Zero ? Math.Round(sample.Ends.Count / sample.Window.TotalMinutes, 2) : 0;

    /// <summary>Median and 95th percentile; null without a task.</summary>
    private static void WriteTimes(Utf8JsonWriter json, string name, TimeSpan[] times)
    {
        if (times.Length == 0)
        {
            json.WriteNull(name);
            return;
        }

        Array.Sort(times);
        json.WriteStartObject(name);
        json.WriteNumber("p50", Percentile(times, 0.5));
        json.WriteNumber("p95", Percentile(times, 0.95));
        json.WriteEndObject();
    }

    private static double Percentile(TimeSpan[] sorted, double share)
    {
        var rank = Math.Max(1, (int)Math.Ceiling(share * sorted.Length));
        return Math.Round(sorted[rank - 1].TotalMilliseconds, 3);
    }
}
