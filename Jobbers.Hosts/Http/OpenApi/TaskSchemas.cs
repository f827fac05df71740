using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Hosts.Http.OpenApi;

/// <summary>A named schema for the parameters and the result of every task, and the submit of each.</summary>
internal static class TaskSchemas
{
    private static readonly (string Name, string Schema)[] Envelope =
    [
        ("queue", """{"type":["string","null"],"pattern":"^[a-zA-Z0-9_.-]{1,100}$"}"""),
        ("id", """{"type":["string","null"],"description":"An own ULID: a repeat with equal params returns the first task."}"""),
        ("run_at", """{"type":["string","null"],"format":"date-time"}"""),
        ("delay", """{"type":["number","null"],"minimum":0,"description":"Seconds; not together with run_at."}"""),
        ("priority", """{"type":["integer","null"],"minimum":0,"maximum":9,"default":5}"""),
        ("tags", """{"type":["array","null"],"maxItems":10,"items":{"type":"string","minLength":1,"maxLength":64}}"""),
    ];

    public static void Write(Utf8JsonWriter json, TaskCatalog catalog)
    {
        foreach (var task in catalog.Tasks)
        {
            json.WritePropertyName($"{Key(task)}.params");
            json.WriteRawValue(task.ParametersSchema.Span);
            if (!task.ResultSchema.IsEmpty)
            {
                json.WritePropertyName($"{Key(task)}.result");
                json.WriteRawValue(task.ResultSchema.Span);
            }

            WriteSubmit(json, task, IsNewest(catalog, task));
        }

        json.WriteStartObject("Submit");
        json.WriteStartArray("oneOf");
        foreach (var task in catalog.Tasks)
        {
            json.WriteStartObject();
            json.WriteString("$ref", $"#/components/schemas/{Key(task)}.submit");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSubmit(Utf8JsonWriter json, TaskDescriptor task, bool isNewest)
    {
        json.WriteStartObject($"{Key(task)}.submit");
        json.WriteString("type", "object");
        if (task.Description is { } description)
            json.WriteString("description", description);
        json.WriteStartArray("required");
        json.WriteStringValue("name");
        if (!isNewest)
            json.WriteStringValue("version");
        if (NeedsParameters(task))
            json.WriteStringValue("params");
        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        json.WriteStartObject("name");
        json.WriteString("const", task.Name);
        json.WriteEndObject();
        json.WriteStartObject("version");
        json.WriteString("type", "integer");
        json.WriteStartArray("enum");
        json.WriteNumberValue(task.Version);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("params");
        json.WriteString("$ref", $"#/components/schemas/{Key(task)}.params");
        json.WriteEndObject();
        foreach (var (name, schema) in Envelope)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(schema);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Whether a submit without any is refused: it stands for one with <c>{}</c>.</summary>
    private static bool NeedsParameters(TaskDescriptor task)
    {
        using var schema = JsonDocument.Parse(task.ParametersSchema);
        return schema.RootElement.TryGetProperty("required", out var required) && required.GetArrayLength() > 0;
    }

    private static string Key(TaskDescriptor task) => $"{task.Name}.v{task.Version}";

    private static bool IsNewest(TaskCatalog catalog, TaskDescriptor task) =>
        catalog.TryGet(task.Name, null, out var newest) && newest.Version == task.Version;
}
