using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jobbers.Hosts.Tests.Schemas;

/// <summary>
/// Holds JSON values against schemas of an OpenAPI 3.1 document: the keywords that the document uses, and a refusal of any other, so that nothing
/// is taken for checked that is not. (The validators on offer know an older draft, or are not served.)
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private const string Components = "#/components/schemas/";

    /// <summary>What is wrong with a value, each with its path.</summary>
    public IReadOnlyList<string> Find(JsonElement schema, JsonElement value)
    {
        var problems = new List<string>();
        Check(schema, value, "$", problems);
        return problems;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (Breach(schema, keyword, value, path, problems) is { } breach)
                problems.Add($"{path} {breach}: {Cut(value.GetRawText())}");
        }
    }

    private string? Breach(JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> problems)
    {
        var wanted = keyword.Value;
        switch (keyword.Name)
        {
            case "description" or "default" or "title" or "examples" or "deprecated" or "x-sensitive" or "writeOnly":
                return null;
            case "$ref":
                Check(Resolve(wanted.GetString()!), value, path, problems);
                return null;
            case "type":
                return Types(wanted).Any(type => Is(value, type)) ? null : $"is no {wanted}";
            case "const":
                return JsonElement.DeepEquals(wanted, value) ? null : $"is not {wanted}";
            case "enum":
                return wanted.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? null : $"is none of {wanted}";
            case "anyOf":
                return wanted.EnumerateArray().Any(one => Find(one, value).Count == 0) ? null : "fits no schema of anyOf";
            case "oneOf":
                return wanted.EnumerateArray().Count(one => Find(one, value).Count == 0) == 1 ? null : "does not fit exactly one schema of oneOf";
            case "properties" or "required" or "additionalProperties" or "propertyNames" or "maxProperties" or "minProperties":
                return value.ValueKind == JsonValueKind.Object ? Members(schema, keyword, value, path, problems) : null;
            case "items" or "minItems" or "maxItems" or "uniqueItems":
                return value.ValueKind == JsonValueKind.Array ? Items(keyword, value, path, problems) : null;
            case "minLength" or "maxLength" or "pattern" or "format":
                return value.ValueKind == JsonValueKind.String ? Text(keyword.Name, wanted, value.GetString()!) : null;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                return value.ValueKind == JsonValueKind.Number ? Number(keyword.Name, wanted.GetDouble(), value.GetDouble()) : null;
            default:
                throw new NotSupportedException($"The document uses the keyword {keyword.Name}, which this check does not know; teach it.");
        }
    }

    private string? Members(JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> problems)
    {
        switch (keyword.Name)
        {
            case "properties":
                foreach (var member in keyword.Value.EnumerateObject())
                {
                    if (value.TryGetProperty(member.Name, out var inner))
                        Check(member.Value, inner, $"{path}.{member.Name}", problems);
                }

                return null;
            case "required":
                var missing = keyword.Value.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _));
                return missing.ValueKind == JsonValueKind.String ? $"lacks {missing}" : null;
            case "additionalProperties":
                var known = schema.TryGetProperty("properties", out var properties)
                    ? properties.EnumerateObject().Select(member => member.Name).ToHashSet() : [];
                var others = value.EnumerateObject().Where(member => !known.Contains(member.Name)).ToList();
                if (keyword.Value.ValueKind == JsonValueKind.False)
                    return others.Count > 0 ? $"has the unknown member {others[0].Name}" : null;
                if (keyword.Value.ValueKind == JsonValueKind.Object)
                    others.ForEach(member => Check(keyword.Value, member.Value, $"{path}.{member.Name}", problems));
                return null;
            default:
                throw new NotSupportedException(keyword.Name);
        }
    }

    private string? Items(JsonProperty keyword, JsonElement value, string path, List<string> problems)
    {
        switch (keyword.Name)
        {
            case "items":
                var i = 0;
                foreach (var item in value.EnumerateArray())
                    Check(keyword.Value, item, $"{path}[{i++}]", problems);
                return null;
            case "minItems":
                return value.GetArrayLength() >= keyword.Value.GetInt32() ? null : $"has fewer than {keyword.Value} items";
            case "maxItems":
                return value.GetArrayLength() <= keyword.Value.GetInt32() ? null : $"has more than {keyword.Value} items";
            default:
                throw new NotSupportedException(keyword.Name);
        }
    }

    private static string? Text(string keyword, JsonElement wanted, string text) => keyword switch
    {
        "minLength" => text.Length >= wanted.GetInt32() ? null : $"is shorter than {wanted}",
        "maxLength" => text.Length <= wanted.GetInt32() ? null : $"is longer than {wanted}",
        "pattern" => Regex.IsMatch(text, wanted.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) ? null : $"does not match {wanted}",
        _ when wanted.GetString() == "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : "is no time",
        _ => null,
    };

    private static string? Number(string keyword, double bound, double number) => keyword switch
    {
        "minimum" => number >= bound,
        "maximum" => number <= bound,
        "exclusiveMinimum" => number > bound,
        _ => number < bound,
    } ? null : $"breaks {keyword} {bound}";

    private JsonElement Resolve(string reference) =>
        document.GetProperty("components").GetProperty("schemas").GetProperty(reference[Components.Length..]);

    private static IEnumerable<string> Types(JsonElement wanted) =>
        wanted.ValueKind == JsonValueKind.Array ? wanted.EnumerateArray().Select(type => type.GetString()!) : [wanted.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new NotSupportedException(type),
    };

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200];
}
