using System.Text.Json;

namespace Jobbers.Hosts.Http.Json;

/// <summary>Writes parameters with the values of <c>[Sensitive]</c> members replaced: they are stored, never shown.</summary>
internal static class SensitiveMask
{
    private const string Masked = "***";

    /// <summary>Writes a document.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="parameters">The stored parameters.</param>
    /// <param name="paths">Paths from <c>params</c>, without list positions: <c>params.cards.number</c>.</param>
    public static void Write(Utf8JsonWriter json, ReadOnlyMemory<byte> parameters, IReadOnlyList<string> paths)
    {
        using var document = JsonDocument.Parse(parameters);
        Write(json, document.RootElement, "params", paths);
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, string path, IReadOnlyList<string> paths)
    {
        if (paths.Contains(path) && element.ValueKind != JsonValueKind.Null)
        {
            json.WriteStringValue(Masked);
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, $"{path}.{member.Name}", paths);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(json, item, path, paths);
                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
