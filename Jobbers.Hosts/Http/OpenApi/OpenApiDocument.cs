using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Hosts.Http.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document, written from the same route table that maps and guards the routes, and from the schemas the generator emitted.
/// Written by hand rather than by Microsoft.AspNetCore.OpenApi: nothing of it is discovered at run time, so it is the same in a native binary,
/// and it is made without a server.
/// </summary>
internal static class OpenApiDocument
{
    /// <param name="json">Where to.</param>
    /// <param name="catalog">The program's tasks.</param>
    /// <param name="below">The path that the API is served below; empty for the root of its host.</param>
    public static void Write(Utf8JsonWriter json, TaskCatalog catalog, string? below = null)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.1");
        json.WriteStartObject("info");
        json.WriteString("title", "Jobbers manager");
        json.WriteString("version", "1");
        json.WriteString("description", "Submits, watches and steers background tasks. Errors are application/problem+json, but for what the server refuses before it is a request (malformed HTTP, %00 in a path): that is a status alone. Listings other than by status and queue look at no more than 2,000 entries a request: a page may be short and still have a next_cursor.");
        json.WriteEndObject();
        if (!string.IsNullOrEmpty(below))
            WriteServer(json, below);
        json.WriteStartObject("paths");
        foreach (var path in Routes.All.Where(route => route.IsDocumented).GroupBy(route => route.Path))
            WritePath(json, path);
        json.WriteEndObject();
        WriteRequirement(json);
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        OpenApiSchemas.Write(json);
        TaskSchemas.Write(json, catalog);
        json.WriteEndObject();
        WriteSecurity(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteServer(Utf8JsonWriter json, string url)
    {
        json.WriteStartArray("servers");
        json.WriteStartObject();
        json.WriteString("url", url);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePath(Utf8JsonWriter json, IGrouping<string, Route> path)
    {
        json.WriteStartObject(path.Key);
        foreach (var route in path)
        {
            json.WriteStartObject(route.Method.ToLowerInvariant());
            json.WriteStartArray("tags");
            json.WriteStringValue(Tag(route));
            json.WriteEndArray();
            json.WriteString("summary", route.Summary);
            json.WriteString("operationId", OperationId(route));
            WriteParameters(json, route);
            OpenApiBodies.WriteRequest(json, route);
            OpenApiBodies.WriteAnswers(json, route);
            if (route.Needs == Access.AccessRole.Anonymous)
            {
                json.WriteStartArray("security");
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, Route route)
    {
        var parameters = OpenApiParameters.Of(route);
        if (parameters.Count == 0)
            return;
        json.WriteStartArray("parameters");
        foreach (var parameter in parameters)
            parameter.Write(json);
        json.WriteEndArray();
    }

    /// <summary>A key, or nothing where the manager has none.</summary>
    private static void WriteRequirement(Utf8JsonWriter json)
    {
        json.WriteStartArray("security");
        json.WriteStartObject();
        json.WriteStartArray("key");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSecurity(Utf8JsonWriter json)
    {
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("key");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteString("description", "An API key, where the manager has keys.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What the route is about: how a reader of the document finds it.</summary>
    private static string Tag(Route route) => route.Path.Split('/')[1] switch
    {
        "tasks" or "task" or "task-status" or "scheduled-tasks" or "active-tasks" => "Tasks",
        "dead-letter-queue" => "Dead letters",
        "queues" => "Queues",
        "roles" => "Roles",
        _ => "Manager",
    };

    /// <summary>As in <c>get_tasks_id_history</c>: unique, because method and path are.</summary>
    private static string OperationId(Route route) =>
        string.Concat(route.Method.ToLowerInvariant(), route.Path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal))
            .Replace('/', '_').Replace('-', '_').Replace('.', '_');
}
