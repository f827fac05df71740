using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Hosts.Http.Json;

/// <summary>Writes parameters or results with the values of <c>[Sensitive]</c> members replaced: they are stored, never shown.</summary>
internal static class SensitiveMask
{
    private const string Masked = "***";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = PayloadLimits.MaxDepth };

    /// <summary>Writes a document.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="stored">The stored document.</param>
    /// <param name="root">What its paths begin with: <c>params</c> or <c>result</c>.</param>
    /// <param name="paths">Paths of sensitive values; <c>[*]</c> is any element, <c>.*</c> any key: <c>params.cards[*].number</c>.</param>
    public static void Write(Utf8JsonWriter json, ReadOnlyMemory<byte> stored, string root, IReadOnlyList<string> paths)
    {
        List<string> rests = [.. paths.Select(path => Below(path, root)).OfType<string>()];
        if (rests.Count == 0)
        {
            json.WriteRawValue(stored.Span, skipInputValidation: true);
            return;
        }

        using var document = JsonDocument.Parse(stored, Options);
        Write(json, document.RootElement, rests);
    }

    /// <summary>Writes one value.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="element">The value.</param>
    /// <param name="rests">What is left, from here on, of the paths that lead through this value.</param>
    private static void Write(Utf8JsonWriter json, JsonElement element, List<string> rests)
    {
        if (rests.Contains("") && element.ValueKind != JsonValueKind.Null)
        {
            json.WriteStringValue(Masked);
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object when rests.Count > 0:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, BelowMember(rests, member.Name));
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array when rests.Count > 0:
                List<string> belowElements = [.. rests.Select(rest => Below(rest, "[*]")).OfType<string>()];
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(json, item, belowElements);
                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static List<string> BelowMember(List<string> rests, string name) =>
        [.. rests.SelectMany(rest => new[] { Below(rest, $".{name}"), Below(rest, ".*") }).OfType<string>()];

    /// <summary>What is left of a path behind one step; null when it does not begin with it.</summary>
    private static string? Below(string path, string step)
    {
        if (!path.StartsWith(step, StringComparison.Ordinal))
            return null;
        var rest = path[step.Length..];
        return rest.Length == 0 || rest[0] is '.' or '[' ? rest : null;
    }
}
