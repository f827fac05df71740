namespace Jobbers.Analyzers.Contracts;

/// <summary>A piece of JSON with its order kept: an object has members, a list has items, all else has its text as written.</summary>
/// <param name="Text">A scalar as it stands in JSON, strings with their quotes; null for objects and lists.</param>
/// <param name="Members">Of an object, in order; null for all else.</param>
/// <param name="Items">Of a list; null for all else.</param>
internal sealed record JsonNode(string? Text, IReadOnlyList<JsonMember>? Members, IReadOnlyList<JsonNode>? Items)
{
    public static JsonNode Empty { get; } = new(null, [], null);

    public JsonNode? this[string name] => Members?.FirstOrDefault(m => m.Name == name)?.Value;

    /// <summary>A string's value; null for all else.</summary>
    public string? Value => Text is { Length: > 1 } text && text[0] == '"' ? JsonParser.Unquote(text) : null;

    public bool IsTrue => Text == "true";

    /// <summary>Whatever the order of members, and however a string is escaped.</summary>
    public bool SameAs(JsonNode? other) => other is not null && (Text == other.Text || (Value is { } value && value == other.Value))
        && Members?.Count == other.Members?.Count && Items?.Count == other.Items?.Count
        && (Members is null || Members.All(m => m.Value.SameAs(other[m.Name])))
        && (Items is null || Items.Zip(other.Items!, (a, b) => a.SameAs(b)).All(same => same));
}
