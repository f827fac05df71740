using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Http.OpenApi;

/// <summary>The parameters of each route.</summary>
internal static class OpenApiParameters
{
    private const string Text = """{"type":"string","maxLength":1000}""";
    private const string Time = """{"type":"string","format":"date-time"}""";

    private static readonly OpenApiParameter Id = new("id", "path", """{"type":"string","pattern":"^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-zILOilo]{25}$"}""", "A task id: a ULID.");
    private static readonly OpenApiParameter Name = new("name", "path", """{"type":"string","pattern":"^[a-zA-Z0-9_.-]{1,100}$"}""", "The name of the queue or role.");
    private static readonly OpenApiParameter Queue = new("queue", "query", Text, "Only tasks of this queue.");
    private static readonly OpenApiParameter TaskName = new("task_name", "query", Text, "Only tasks of this name.");
    private static readonly OpenApiParameter TaskVersion = new("task_version", "query", """{"type":"integer","minimum":1}""", "Only tasks of this version.");
    private static readonly OpenApiParameter ErrorType = new("error_type", "query", Text, "Only tasks whose last failure was of this type.");
    private static readonly OpenApiParameter Limit = new("limit", "query", $$"""{"type":"integer","minimum":1,"maximum":{{ApiLimits.MaxPage}}}""", "At most so many; a page may be shorter and still have a next_cursor.");
    private static readonly OpenApiParameter Cursor = new("cursor", "query", Text, "next_cursor of the page before.");
    private static readonly OpenApiParameter Status = new("status", "query", $$"""{"type":"string","enum":[{{string.Join(",", JobStatusNames.All.Skip(1).Select(name => $"\"{name}\""))}}]}""", "Only tasks of this status.");

    public static IReadOnlyList<OpenApiParameter> Of(Route route)
    {
        var parameters = new List<OpenApiParameter>();
        if (route.Path.Contains("{id}", StringComparison.Ordinal))
            parameters.Add(Id);
        if (route.Path.Contains("{name}", StringComparison.Ordinal))
            parameters.Add(Name);
        parameters.AddRange((route.Method, route.AliasOf ?? route.Path) switch
        {
            ("POST", "/tasks") => [new OpenApiParameter("Idempotency-Key", "header", """{"type":"string","minLength":1,"maxLength":200}""", "A repeat under the same key returns the first task.")],
            ("GET", "/tasks") =>
            [
                Status, Queue, TaskName, TaskVersion,
                new OpenApiParameter("tag", "query", Text, "Only tasks with this tag."),
                new OpenApiParameter("worker", "query", Text, "Only tasks whose last attempt was this worker's."),
                new OpenApiParameter("submitted_after", "query", Time, "Only tasks submitted after this."),
                new OpenApiParameter("submitted_before", "query", Time, "Only tasks submitted before this."),
                Limit, Cursor,
            ],
            ("GET", "/tasks/{id}/wait") => [new OpenApiParameter("timeout", "query", """{"type":"number","minimum":0,"maximum":60,"default":30}""", "Seconds to wait.")],
            ("GET", "/scheduled-tasks" or "/active-tasks") => [Queue, TaskName, Limit, Cursor],
            ("GET", "/dead-letter-queue") => [Queue, TaskName, TaskVersion, ErrorType, Limit, Cursor],
            ("DELETE", "/queues/{name}") => [new OpenApiParameter("force", "query", """{"type":"boolean"}""", "Cancel what waits in it.")],
            ("GET", "/events") => [new OpenApiParameter("id", "query", Id.Schema, "Only changes of this task."), Queue, Status, new OpenApiParameter("Last-Event-ID", "header", Text, "Where to go on.")],
            _ => [],
        });
        return parameters;
    }
}
