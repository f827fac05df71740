using System.Text.Json;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Http.Json;

/// <summary>A task's ended attempts, oldest first.</summary>
internal static class HistoryJson
{
    public static void Write(Utf8JsonWriter json, Ulid id, IReadOnlyList<AttemptRecord> history)
    {
        json.WriteStartObject();
        json.WriteString("task_id", id.ToString());
        json.WriteStartArray("history");
        foreach (var attempt in history)
            Write(json, attempt);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AttemptRecord attempt)
    {
        json.WriteStartObject();
        json.WriteNumber("attempt", attempt.Number);
        json.WriteString("worker", attempt.Worker);
        json.WriteNumber("token", attempt.Token);
        json.WriteTime("started_at", attempt.StartedAt);
        json.WriteTime("ended_at", attempt.EndedAt);
        json.WriteString("outcome", attempt.Outcome);
        json.WriteText("error_type", attempt.Failure?.Type);
        json.WriteText("error", attempt.Failure?.Error);
        json.WriteText("stack_trace", attempt.Failure?.StackTrace);
        json.WriteTime("next_run_at", attempt.NextRunAt);
        json.WriteEndObject();
    }
}
