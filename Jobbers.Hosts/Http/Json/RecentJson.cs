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
            json.WriteNumber(status.ToWire(), sample.Ends.Where(end => end.Status == status).Sum(end => end.Count));
        json.WriteEndObject();
        json.WriteNumber("ended_per_minute", Math.Round(sample.Ends.Sum(end => end.Count) / sample.Window.TotalMinutes, 2));
        WriteMinutes(json, sample.Minutes);
        json.WriteNumber("latency_sample", sample.Newest.Count);
        WriteTimes(json, "execution_ms", [.. sample.Newest.Where(end => end.Execution is not null).Select(end => end.Execution!.Value)]);
        WriteTimes(json, "end_to_end_ms", [.. sample.Newest.Select(end => end.EndToEnd)]);
        json.WriteEndObject();
    }

    /// <summary>How many ended well and how many otherwise, minute by minute.</summary>
    private static void WriteMinutes(Utf8JsonWriter json, IReadOnlyList<EndMinute> minutes)
    {
        json.WriteStartArray("minutes");
        foreach (var minute in minutes)
        {
            json.WriteStartObject();
            json.WriteTime("start", minute.Start);
            json.WriteNumber("completed", minute.Ends.Where(end => end.Status == JobStatus.Completed).Sum(end => end.Count));
            json.WriteNumber("other", minute.Ends.Where(end => end.Status != JobStatus.Completed).Sum(end => end.Count));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

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
