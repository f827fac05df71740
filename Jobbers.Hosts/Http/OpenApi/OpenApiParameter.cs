using System.Text.Json;

namespace Jobbers.Hosts.Http.OpenApi;

/// <summary>One parameter of a route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">path, query or header.</param>
/// <param name="Schema">Its JSON Schema, as text.</param>
/// <param name="Description">What it means.</param>
internal sealed record OpenApiParameter(string Name, string In, string Schema, string Description)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("in", In);
        json.WriteBoolean("required", In == "path");
        json.WriteString("description", Description);
        json.WritePropertyName("schema");
        json.WriteRawValue(Schema);
        json.WriteEndObject();
    }
}
