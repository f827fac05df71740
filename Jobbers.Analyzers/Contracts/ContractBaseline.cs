using System.Globalization;

namespace Jobbers.Analyzers.Contracts;

/// <summary>The committed file: a contract for each <c>name@version</c>, in order of name, then version.</summary>
internal sealed class ContractBaseline
{
    public const string FileName = "jobbers.contracts.json";

    private readonly string _text;
    private readonly JsonNode _root;

    private ContractBaseline(string text, JsonNode root)
    {
        _text = text;
        _root = root;
    }

    public IReadOnlyList<JsonMember> Entries => _root.Members!;

    public JsonNode? this[string key] => _root[key];

    /// <summary>An empty file is an empty baseline; null when the file holds something else than a JSON object.</summary>
    public static ContractBaseline? Parse(string text)
    {
        if (text.Trim().Length == 0)
            text = "{}\n";
        return JsonParser.Parse(text) is { Members: not null } root ? new ContractBaseline(text, root) : null;
    }

    /// <summary>The file with one contract set. All else stays as it is, to the character.</summary>
    public string With(string key, JsonNode contract)
    {
        var entry = "  " + ContractText.Quote(key) + ": " + ContractText.Of(contract, depth: 1);
        if (Entries.FirstOrDefault(e => e.Name == key) is { } present)
            return _text.Substring(0, present.Start) + entry.TrimStart() + _text.Substring(present.End);
        if (Entries.Count == 0)
            return "{\n" + entry + "\n}\n";
        if (Entries.FirstOrDefault(e => Compare(e.Name, key) > 0) is { } next)
            return _text.Substring(0, next.Start) + entry.TrimStart() + ",\n  " + _text.Substring(next.Start);
        var last = Entries[Entries.Count - 1];
        return _text.Substring(0, last.End) + ",\n" + entry + _text.Substring(last.End);
    }

    public static string Key(string name, int version) => name + "@" + version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of a <c>[RegisterTask]</c>; null when it names nothing.</summary>
    public static string? KeyOf(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: string name }]
        ? Key(name, attribute.NamedArguments.FirstOrDefault(a => a.Key == "Version").Value.Value as int? ?? 1)
        : null;

    private static int Compare(string left, string right)
    {
        var (name, version) = Split(left);
        var (otherName, otherVersion) = Split(right);
        var byName = string.CompareOrdinal(name, otherName);
        return byName != 0 ? byName : version.CompareTo(otherVersion);
    }

    private static (string Name, int Version) Split(string key)
    {
        var at = key.LastIndexOf('@');
        return at > 0 && int.TryParse(key.Substring(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (key.Substring(0, at), version)
            : (key, 0);
    }
}
