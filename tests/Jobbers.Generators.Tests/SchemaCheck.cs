using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jobbers.Generators.Tests;

/// <summary>As much of JSON Schema 2020-12 as our schemas use; an unknown keyword fails the test rather than passing unread.</summary>
internal sealed class SchemaCheck(string schema)
{
    private readonly JsonElement _schema = JsonDocument.Parse(schema).RootElement;

    public bool Accepts(string document) => Holds(_schema, JsonDocument.Parse(document).RootElement);

    private static bool Holds(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(k => k.Name switch
    {
        "$schema" or "description" or "default" or "format" or "contentEncoding" => true,
        "type" => k.Value.ValueKind == JsonValueKind.Array ? k.Value.EnumerateArray().Any(t => Is(value, t.GetString()!)) : Is(value, k.Value.GetString()!),
        "enum" => k.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
        "not" => !Holds(k.Value, value),
        "minimum" => !IsNumber(value) || value.GetDouble() >= k.Value.GetDouble(),
        "maximum" => !IsNumber(value) || value.GetDouble() <= k.Value.GetDouble(),
        "exclusiveMinimum" => !IsNumber(value) || value.GetDouble() > k.Value.GetDouble(),
        "exclusiveMaximum" => !IsNumber(value) || value.GetDouble() < k.Value.GetDouble(),
        "minLength" => !IsText(value) || value.GetString()!.Length >= k.Value.GetInt32(),
        "maxLength" => !IsText(value) || value.GetString()!.Length <= k.Value.GetInt32(),
        "pattern" => !IsText(value) || Regex.IsMatch(value.GetString()!, k.Value.GetString()!),
        "minItems" => !IsArray(value) || value.GetArrayLength() >= k.Value.GetInt32(),
        "maxItems" => !IsArray(value) || value.GetArrayLength() <= k.Value.GetInt32(),
        "uniqueItems" => !IsArray(value) || value.EnumerateArray().Select(i => i.GetRawText()).Distinct().Count() == value.GetArrayLength(),
        "items" => !IsArray(value) || value.EnumerateArray().All(i => Holds(k.Value, i)),
        "minProperties" => !IsObject(value) || value.EnumerateObject().Count() >= k.Value.GetInt32(),
        "maxProperties" => !IsObject(value) || value.EnumerateObject().Count() <= k.Value.GetInt32(),
        "required" => !IsObject(value) || k.Value.EnumerateArray().All(r => value.TryGetProperty(r.GetString()!, out _)),
        "properties" => !IsObject(value) || value.EnumerateObject().All(m => !k.Value.TryGetProperty(m.Name, out var inner) || Holds(inner, m.Value)),
        "additionalProperties" => !IsObject(value) || value.EnumerateObject().All(m => IsKnown(schema, m.Name) || (k.Value.ValueKind == JsonValueKind.Object && Holds(k.Value, m.Value))),
        _ => throw new NotSupportedException($"keyword {k.Name}"),
    });

    private static bool IsKnown(JsonElement schema, string name) => schema.TryGetProperty("properties", out var known) && known.TryGetProperty(name, out _);

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => IsText(value),
        "array" => IsArray(value),
        "object" => IsObject(value),
        "number" => IsNumber(value),
        "integer" => IsNumber(value) && !value.GetRawText().AsSpan().ContainsAny(".eE"),
        _ => throw new NotSupportedException($"type {type}"),
    };

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsArray(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;
}
