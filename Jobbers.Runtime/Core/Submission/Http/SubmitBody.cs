using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Submission.Http;

/// <summary>Writes submits as a manager reads them.</summary>
internal static class SubmitBody
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    /// <summary>
    /// One task. It always has an id, made here when the caller gave none: that is what makes a repeat after a lost answer find the first task. Ids serve
    /// where a header with an idempotency key cannot: in batches, beside the caller's own key, and for as long as the task is stored.
    /// </summary>
    /// <param name="body">Takes the JSON.</param>
    /// <param name="task">Its declaration; queue and priority are left to the manager's unless the caller named them.</param>
    /// <param name="id">The task's id.</param>
    /// <param name="canonical">Its checked parameters.</param>
    /// <param name="options">What the submit says.</param>
    public static void Write(IBufferWriter<byte> body, TaskDescriptor task, Ulid id, ReadOnlyMemory<byte> canonical, SubmitOptions? options)
    {
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        json.WriteString("name", task.Name);
        json.WriteNumber("version", task.Version);
        json.WriteString("id", id.ToString());
        json.WritePropertyName("params");
        json.WriteRawValue(canonical.Span, skipInputValidation: true);
        if (options is not null)
            WriteOptions(json, options);
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, SubmitOptions options)
    {
        if (options.Queue is { } queue)
            json.WriteString("queue", queue);
        if (options.Priority is { } priority)
            json.WriteNumber("priority", priority);
        if (options.RunAt is { } runAt)
            json.WriteString("run_at", runAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        if (options.Delay is { } delay)
            json.WriteNumber("delay", delay.TotalSeconds);
        if (options.Tags.Count == 0)
            return;
        json.WriteStartArray("tags");
        foreach (var tag in options.Tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }
}
