using System.Text.Json;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Json;

/// <summary>Queues and roles as the API shows them.</summary>
internal static class QueueJson
{
    /// <summary>A queue's limits, those that are not set as null.</summary>
    public static void WriteConfig(Utf8JsonWriter json, QueueConfig queue)
    {
        json.WriteStartObject();
        json.WriteString("name", queue.Name);
        WriteLimits(json, queue);
        json.WriteEndObject();
    }

    /// <summary>A queue with its sizes.</summary>
    public static void WriteState(Utf8JsonWriter json, QueueConfig queue, QueueCounts? counts, int workers)
    {
        json.WriteStartObject();
        json.WriteString("name", queue.Name);
        WriteLimits(json, queue);
        WriteCounts(json, counts);
        json.WriteNumber("workers", workers);
        json.WriteEndObject();
    }

    /// <summary>Counts per status, dead letters, and how long the next task has waited.</summary>
    public static void WriteCounts(Utf8JsonWriter json, QueueCounts? counts)
    {
        json.WriteStartObject("counts");
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            if (status != JobStatus.Unsubmitted)
                json.WriteNumber(status.ToWire(), counts?.ByStatus.GetValueOrDefault(status) ?? 0);
        }

        json.WriteEndObject();
        json.WriteNumber("dead_letters", counts?.DeadLetters ?? 0);
        if (counts?.OldestWaiting is { } oldest)
            json.WriteSeconds("oldest_waiting_seconds", oldest);
        else
            json.WriteNull("oldest_waiting_seconds");
    }

    /// <summary>A queue's limits as members of the object that is being written.</summary>
    public static void WriteLimits(Utf8JsonWriter json, QueueConfig queue)
    {
        WriteNumber(json, "max_concurrent", queue.MaxConcurrent);
        WriteNumber(json, "max_concurrent_total", queue.MaxConcurrentTotal);
        WriteNumber(json, "rate_numerator", queue.Rate?.Numerator);
        WriteNumber(json, "rate_denominator", queue.Rate?.Denominator);
        if (queue.Rate is { } rate)
            json.WriteString("rate_period", RatePeriodNames.ToWire(rate.Period));
        else
            json.WriteNull("rate_period");
        WriteNumber(json, "max_length", queue.MaxLength);
        json.WriteBoolean("paused", queue.Paused);
        if (queue.Deleting)
            json.WriteBoolean("deleting", true);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
