using System.Text.Json;

namespace Jobbers.Hosts.Http.OpenApi;

/// <summary>The schemas of the API's own shapes; they lie in one JSON file, which reads better than code that would write them.</summary>
internal static class OpenApiSchemas
{
    private const string Resource = "openapi.schemas.json";

    public static void Write(Utf8JsonWriter json)
    {
        using var file = typeof(OpenApiSchemas).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from this build.");
        using var schemas = JsonDocument.Parse(file);
        foreach (var schema in schemas.RootElement.EnumerateObject())
        {
            json.WritePropertyName(schema.Name);
            schema.Value.WriteTo(json);
        }
    }
}
