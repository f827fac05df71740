using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Http.Json;

/// <summary>A task as the API shows it: every field that is set, parameters and result as they are stored, secrets masked.</summary>
internal sealed class TaskJson(TaskCatalog catalog)
{
    /// <summary>Writes one task.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="task">The task.</param>
    /// <param name="deduplicated">Whether it answers a submit that found it there.</param>
    /// <param name="now">With it, a running task says for how long it runs.</param>
    /// <param name="isBrief">Leaves parameters and result out: an answer has become too large for more of them.</param>
    public void Write(Utf8JsonWriter json, TaskRecord task, bool deduplicated = false, DateTimeOffset? now = null, bool isBrief = false)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id.ToString());
        json.WriteString("name", task.Name);
        json.WriteNumber("version", task.Version);
        json.WriteString("status", task.Status.ToWire());
        json.WriteString("queue", task.Queue);
        json.WriteNumber("priority", task.Priority);
        if (!isBrief)
            WriteDocument(json, task, "params", task.Parameters);
        WriteTimes(json, task);
        if (task is { Status: JobStatus.Started, StartedAt: { } started } && now is { } present)
            json.WriteSeconds("running_seconds", present > started ? present - started : TimeSpan.Zero);
        WriteProgress(json, task);
        WriteEnd(json, task, isBrief);
        json.WriteText("idempotency_key", task.IdempotencyKey);
        WriteUniqueKey(json, task);
        json.WriteText("trace_parent", task.TraceParent);
        WriteTags(json, task.Tags);
        if (deduplicated)
            json.WriteBoolean("deduplicated", true);
        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, TaskRecord task)
    {
        json.WriteTime("submitted_at", task.SubmittedAt);
        json.WriteTime("first_submitted_at", task.FirstSubmittedAt);
        json.WriteTime("run_at", task.RunAt);
        json.WriteTime("started_at", task.StartedAt);
        json.WriteTime("last_heartbeat_at", task.LastHeartbeatAt);
        json.WriteTime("cancel_requested_at", task.CancelRequestedAt);
        json.WriteTime("completed_at", task.CompletedAt);
    }

    private static void WriteProgress(Utf8JsonWriter json, TaskRecord task)
    {
        json.WriteNumber("retry_attempt", task.RetryAttempt);
        json.WriteNumber("crash_count", task.CrashCount);
        json.WriteText("worker", task.Worker);
        if (task.Token > 0)
            json.WriteNumber("token", task.Token);
        if (task.Progress is { } progress)
            json.WriteNumber("progress", progress);
        json.WriteText("message", task.Message);
        json.WriteSeconds("max_heartbeat_interval", task.MaxHeartbeatInterval);
    }

    private void WriteEnd(Utf8JsonWriter json, TaskRecord task, bool isBrief)
    {
        if (!isBrief && task.Result is { } result)
            WriteDocument(json, task, "result", result);
        json.WriteText("error", task.Error);
        json.WriteText("error_type", task.ErrorType);
        if (task.IsDeadLetter)
            json.WriteBoolean("dead_letter", true);
    }

    /// <summary>Of a task that this program does not declare nobody knows what is sensitive: its parameters and result are not shown.</summary>
    private void WriteDocument(Utf8JsonWriter json, TaskRecord task, string name, ReadOnlyMemory<byte> stored)
    {
        if (stored.IsEmpty || !catalog.TryGet(task.Name, task.Version, out var declared))
            return;
        json.WritePropertyName(name);
        SensitiveMask.Write(json, stored, name, declared.SensitivePaths);
    }

    /// <summary>A unique key is made of parameters: where some are sensitive, it may hold them.</summary>
    private void WriteUniqueKey(Utf8JsonWriter json, TaskRecord task)
    {
        if (catalog.TryGet(task.Name, task.Version, out var declared) && declared.SensitivePaths.Count == 0)
            json.WriteText("unique_key", task.UniqueKey);
    }

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return;
        json.WriteStartArray("tags");
        foreach (var tag in tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }
}
