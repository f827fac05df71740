using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Json;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Live workers, and the tasks this program declares.</summary>
internal static class WorkerEndpoints
{
    public static async Task WorkersAsync(ApiCall call)
    {
        var workers = await call.Store.Queries.GetWorkersAsync(call.Aborted);
        await call.AnswerAsync(workers, static (json, workers) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("workers");
            foreach (var worker in workers)
                WorkerJson.Write(json, worker);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static async Task TaskTypesAsync(ApiCall call)
    {
        var workers = await call.Store.Queries.GetWorkersAsync(call.Aborted);
        var now = call.Service<TimeProvider>().GetUtcNow();
        await call.AnswerAsync((call.Catalog, workers, Times: call.Service<RecurringTimes>(), now), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("task_types");
            foreach (var task in state.Catalog.Tasks)
                Write(json, task, state.workers, state.Times.NextAfter(task, state.now));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, TaskDescriptor task, IReadOnlyList<WorkerRecord> workers, DateTimeOffset? nextOccurrence)
    {
        json.WriteStartObject();
        json.WriteString("name", task.Name);
        json.WriteNumber("version", task.Version);
        json.WriteText("description", task.Description);
        json.WriteString("declared_by", task.DeclaredBy);
        json.WriteString("queue", task.Queue);
        json.WriteNumber("priority", task.Priority);
        WritePolicy(json, task.Policy);
        if (task.Recurrence is { } recurrence)
        {
            json.WriteString("cron", recurrence.Cron);
            json.WriteString("cron_time_zone", recurrence.TimeZone);
            json.WriteTime("next_occurrence", nextOccurrence);
        }

        json.WritePropertyName("params_schema");
        json.WriteRawValue(task.ParametersSchema.Span, skipInputValidation: true);
        if (!task.ResultSchema.IsEmpty)
        {
            json.WritePropertyName("result_schema");
            json.WriteRawValue(task.ResultSchema.Span, skipInputValidation: true);
        }

        var key = $"{task.Name}@{task.Version}";
        json.WriteStartArray("workers");
        foreach (var worker in workers.Where(worker => worker.Profile.Tasks.Contains(key)))
            json.WriteStringValue(worker.Profile.Worker);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePolicy(Utf8JsonWriter json, Declaration.TaskPolicy policy)
    {
        json.WriteStartObject("policy");
        json.WriteNumber("max_retries", policy.MaxRetries);
        json.WriteSeconds("retry_delay", policy.RetryDelay);
        json.WriteString("backoff_strategy", policy.Backoff switch
        {
            Declaration.BackoffStrategy.Constant => "constant",
            Declaration.BackoffStrategy.Linear => "linear",
            Declaration.BackoffStrategy.Exponential => "exponential",
            _ => "exponential_jitter",
        });
        json.WriteSeconds("max_retry_delay", policy.MaxRetryDelay);
        json.WriteSeconds("timeout", policy.Timeout);
        json.WriteSeconds("max_heartbeat_interval", policy.MaxHeartbeatInterval);
        json.WriteString("dead_letter_policy", policy.DeadLetterPolicy == Declaration.DeadLetterPolicy.Save ? "save" : "none");
        json.WriteString("on_shutdown", policy.OnShutdown switch
        {
            Declaration.ShutdownPolicy.Stop => "stop",
            Declaration.ShutdownPolicy.Resubmit => "resubmit",
            _ => "continue",
        });
        if (policy.MaxConcurrent is { } concurrent)
            json.WriteNumber("max_concurrent", concurrent);
        json.WriteNumber("max_crashes", policy.MaxCrashes);
        json.WriteBoolean("keep_result", policy.KeepResult);
        json.WriteEndObject();
    }
}
