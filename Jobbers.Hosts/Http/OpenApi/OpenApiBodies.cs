using System.Text.Json;
using Jobbers.Hosts.Http.Access;

namespace Jobbers.Hosts.Http.OpenApi;

/// <summary>What each route takes and answers.</summary>
internal static class OpenApiBodies
{
    public static void WriteRequest(Utf8JsonWriter json, Route route)
    {
        var (schema, required) = (route.Method, route.Path) switch
        {
            ("POST", "/tasks") => (Ref("Submit"), true),
            ("POST", "/tasks/batch") => ("""{"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/components/schemas/Submit"}}""", true),
            ("POST", "/tasks/cancel") => (Ref("CancelMany"), true),
            ("POST", "/tasks/{id}/resubmit") => (Ref("Resubmit"), false),
            ("POST", "/dead-letter-queue/resubmit") => (Ref("ResubmitDeadLetters"), true),
            ("DELETE", "/dead-letter-queue") => (Ref("TaskIds"), true),
            ("POST", "/queues") or ("PUT", "/queues/{name}") => (Ref("QueueConfig"), true),
            ("POST", "/roles") => (Ref("RoleRequest"), true),
            ("PUT", "/roles/{name}") => ("""{"oneOf":[{"type":"array","items":{"type":"string"}},{"$ref":"#/components/schemas/RoleRequest"}]}""", true),
            _ => (null, false),
        };
        if (schema is null)
            return;
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", required);
        WriteContent(json, "application/json", schema);
        json.WriteEndObject();
    }

    public static void WriteAnswers(Utf8JsonWriter json, Route route)
    {
        json.WriteStartObject("responses");
        foreach (var (status, description, schema) in Answers(route))
            WriteAnswer(json, status, description, route.Path == "/events" ? "text/event-stream" : "application/json", schema);
        foreach (var (status, description) in Errors(route))
            WriteAnswer(json, status, description, "application/problem+json", Ref("Problem"));
        json.WriteEndObject();
    }

    private static (string Status, string Description, string? Schema)[] Answers(Route route) => (route.Method, route.Path) switch
    {
        ("POST", "/tasks") => [("201", "Stored and queued, or scheduled", Ref("Accepted")), ("200", "It was there already", Ref("Task"))],
        ("POST", "/tasks/batch") => [("200", "What became of each, in order", Ref("BatchResults"))],
        ("GET", "/tasks" or "/scheduled-tasks" or "/active-tasks" or "/dead-letter-queue") => [("200", "A page", Ref("TaskPage"))],
        ("GET", "/tasks/{id}" or "/task-status/{id}") or ("POST", "/tasks/{id}/resubmit") => [("200", "The task", Ref("Task"))],
        ("GET", "/tasks/{id}/wait") => [("200", "It has ended", Ref("Task")), ("204", "It has not ended in time", null)],
        ("GET", "/tasks/{id}/history" or "/dead-letter-queue/{id}/history") => [("200", "Ended attempts, oldest first", Ref("History"))],
        ("GET", "/tasks/{id}/why") => [("200", "Every reason that holds now", Ref("Why"))],
        ("POST", "/tasks/{id}/cancel" or "/task/{id}/cancel") => [("200", "Cancelled", Ref("CancelAnswer")), ("202", "Asked for; poll to confirm", Ref("CancelAnswer"))],
        ("POST", "/tasks/cancel") => [("200", "What became of each, in order", Ref("CancelResults"))],
        ("POST", "/dead-letter-queue/resubmit") => [("200", "Resubmitted tasks", Ref("Resubmitted"))],
        ("DELETE", "/dead-letter-queue") => [("200", "How many were dead letters", Ref("Removed"))],
        ("GET", "/queues") => [("200", "Names, sorted", Ref("QueueNames"))],
        ("POST", "/queues") => [("201", "Created", Ref("Queue"))],
        (_, "/queues/{name}/config" or "/queues/{name}/pause" or "/queues/{name}/resume") or ("GET" or "PUT", "/queues/{name}") => [("200", "The queue", Ref("Queue"))],
        ("DELETE", "/queues/{name}") => [("200", "Deleted", Ref("Message")), ("202", "Being deleted; it goes when its last task has ended", Ref("Message"))],
        ("GET", "/roles") => [("200", "Names, sorted", Ref("RoleNames"))],
        ("POST", "/roles") => [("201", "Created", Ref("Role"))],
        ("GET" or "PUT", "/roles/{name}") => [("200", "The role", Ref("Role"))],
        ("DELETE", "/roles/{name}") or ("POST", "/roles/{name}/refresh") => [("200", "Done", Ref("Message"))],
        ("GET", "/workers") => [("200", "Live workers", Ref("Workers"))],
        ("GET", "/task-types") => [("200", "Registered tasks", Ref("TaskTypes"))],
        ("GET", "/stats") => [("200", "Sizes", Ref("Stats"))],
        ("GET", "/events") => [("200", "Events: tasks (a list of id, queue, status), queues, workers (read them anew), reset (read everything anew)", """{"type":"string"}""")],
        ("GET", "/health/live" or "/health/ready") => [("200", "It is", Ref("Health"))],
        _ => [("200", "The document", """{"type":"object"}""")],
    };

    private static List<(string Status, string Description)> Errors(Route route)
    {
        var errors = new List<(string, string)> { ("400", "Something sent is not valid; all of it is named") };
        if (route.Needs != AccessRole.Anonymous)
            errors.Add(("401", "No valid key, where there are keys"));
        errors.Add(("403", "The key's role may not, or without keys a page of another site asks"));
        if (route.Path.Contains('{', StringComparison.Ordinal))
            errors.Add(("404", "There is none of that id or name"));
        if (route.Method != "GET")
            errors.AddRange([("409", "It contradicts what is stored"), ("413", "Too large"), ("415", "Not JSON")]);
        if (route.Path is "/tasks" or "/tasks/{id}/resubmit" && route.Method == "POST")
            errors.Add(("429", "The queue is full"));
        errors.AddRange([("421", "Addressed to another host, where there are no keys"), ("503", "The store does not answer")]);
        return errors;
    }

    private static void WriteAnswer(Utf8JsonWriter json, string status, string description, string type, string? schema)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        if (schema is not null)
            WriteContent(json, type, schema);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, string type, string schema)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(type);
        json.WritePropertyName("schema");
        json.WriteRawValue(schema);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Ref(string name) => $$"""{"$ref":"#/components/schemas/{{name}}"}""";
}
