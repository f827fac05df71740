using System.Text.Json;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Json;

/// <summary>A live worker process as the API shows it.</summary>
internal static class WorkerJson
{
    public static void Write(Utf8JsonWriter json, WorkerRecord worker)
    {
        json.WriteStartObject();
        json.WriteString("id", worker.Profile.Worker);
        json.WriteString("host", worker.Profile.Host);
        json.WriteNumber("process_id", worker.Profile.ProcessId);
        json.WriteString("version", worker.Profile.Version);
        json.WriteString("role", worker.Profile.Role);
        WriteList(json, "queues", worker.Queues);
        json.WriteNumber("slots_used", worker.SlotsUsed);
        json.WriteNumber("slots_abandoned", worker.SlotsAbandoned);
        json.WriteNumber("slots_total", worker.Profile.Slots);
        json.WriteBoolean("draining", worker.Draining);
        json.WriteTime("started_at", worker.Profile.StartedAt);
        json.WriteTime("last_seen_at", worker.LastSeen);
        WriteList(json, "tasks", worker.Profile.Tasks);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
