using Jobbers.Analyzers.Contracts;
using Jobbers.Generators.Model;
using Jobbers.Generators.Reading;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>A parameter as the baseline has it. Types whose C# name the contract does not hold become something that takes all their values.</summary>
/// <param name="Name">Without an <c>@</c>.</param>
/// <param name="Declaration">As it is written in C#.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
internal sealed record OldParameter(string Name, string Declaration, bool IsOptional)
{
    /// <summary>Null when no C# name would have this name on the wire.</summary>
    public static OldParameter? Of(string wireName, JsonNode contract)
    {
        var words = wireName.Split('_');
        var name = words[0] + string.Concat(words.Skip(1).Select(w => w.Length == 0 ? "" : char.ToUpperInvariant(w[0]) + w.Substring(1)));
        if (WireName.From(name) != wireName || name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
            return null;
        var isOptional = contract["required"] is null;
        var type = TypeOf(contract);
        // What may be left out had a default that the contract does not hold: null says that it was.
        var declaration = $"{(isOptional && !type.EndsWith("?", StringComparison.Ordinal) ? type + "?" : type)} {CSharpName.Escape(name)}";
        return new OldParameter(name, isOptional ? declaration + " = null" : declaration, isOptional);
    }

    private static string TypeOf(JsonNode contract) => Bare(contract) + (contract["nullable"] is null ? "" : "?");

    private static string Bare(JsonNode contract) => contract["type"]?.Value switch
    {
        "boolean" => "bool",
        "sbyte" => "sbyte",
        "byte" => "byte",
        "int16" => "short",
        "uint16" => "ushort",
        "int32" => "int",
        "uint32" => "uint",
        "int64" => "long",
        "uint64" => "ulong",
        "single" => "float",
        "double" => "double",
        "decimal" => "decimal",
        "char" => "char",
        "string" or "enum" => "string",
        "guid" => "global::System.Guid",
        "ulid" => "global::System.Ulid",
        "datetime" => "global::System.DateTime",
        "datetimeoffset" => "global::System.DateTimeOffset",
        "dateonly" => "global::System.DateOnly",
        "timeonly" => "global::System.TimeOnly",
        "timespan" => "global::System.TimeSpan",
        "uri" => "global::System.Uri",
        "bytes" => "byte[]",
        "list" when contract["of"] is { } element => TypeOf(element) + "[]",
        "set" when contract["of"] is { } element => $"global::System.Collections.Generic.HashSet<{TypeOf(element)}>",
        "map" when contract["of"] is { } element => $"global::System.Collections.Generic.Dictionary<string, {TypeOf(element)}>",
        _ => "global::System.Text.Json.JsonElement",
    };
}
