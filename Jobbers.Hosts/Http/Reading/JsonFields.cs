using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Routing;

namespace Jobbers.Hosts.Http.Reading;

/// <summary>Reads the members of one JSON object; what is missing, unknown or of the wrong type is gathered, all of it.</summary>
internal sealed class JsonFields
{
    /// <summary>An unknown field is named back to its sender, cut to this.</summary>
    private const int LongestName = 100;

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly PayloadProblems _problems;

    /// <summary>Takes an object apart.</summary>
    /// <param name="element">What was sent.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="known">Every member there may be.</param>
    /// <exception cref="ApiProblemException">It is no object.</exception>
    public JsonFields(JsonElement element, PayloadProblems problems, params ReadOnlySpan<string> known)
    {
        _problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
            throw ApiProblemException.Invalid("body", "must be a JSON object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member);
            if (!known.Contains(name))
                problems.AddAtRoot(Cut(name), $"is not a known field; there are {string.Join(", ", known.ToArray())}");
            else if (!seen.Add(name))
                problems.AddAtRoot(name, "is given more than once");
            else if (member.Value.ValueKind != JsonValueKind.Null)
                _members[name] = member.Value;
        }
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public JsonElement? Raw(string name) => _members.TryGetValue(name, out var value) ? value : null;

    public string? Text(string name)
    {
        if (Raw(name) is not { } value)
            return null;
        if (TextOf(value) is { } text)
            return text;
        _problems.AddAtRoot(name, "must be a string");
        return null;
    }

    /// <summary>A queue's name, to find tasks by.</summary>
    public string? Queue(string name)
    {
        var text = Text(name);
        if (text is null || RoutingNames.IsValid(text))
            return text;
        _problems.AddAtRoot(name, "must be 1 to 100 characters of [a-zA-Z0-9_.-]");
        return null;
    }

    public int? Whole(string name, int min = int.MinValue, int max = int.MaxValue)
    {
        if (Raw(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        _problems.AddAtRoot(name, min == int.MinValue ? "must be a whole number" : $"must be a whole number from {min} to {max}");
        return null;
    }

    public TimeSpan? Seconds(string name, double max)
    {
        if (Raw(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds >= 0 && seconds <= max)
            return TimeSpan.FromSeconds(seconds);
        _problems.AddAtRoot(name, $"must be seconds from 0 to {max:0}");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Raw(name) is not { } value)
            return null;
        if (IsoTime.TryParse(TextOf(value), out var time))
            return time;
        _problems.AddAtRoot(name, IsoTime.Expected);
        return null;
    }

    public bool? Flag(string name)
    {
        if (Raw(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        _problems.AddAtRoot(name, "must be true or false");
        return null;
    }

    public IReadOnlyList<string>? Texts(string name, int max)
    {
        if (Raw(name) is not { } value)
            return null;
        if (ListOf(value, max) is { } texts)
            return texts;
        _problems.AddAtRoot(name, $"must be a list of at most {max} strings");
        return null;
    }

    /// <summary>The strings of a list; null when it is none, is too long, or holds something else.</summary>
    public static IReadOnlyList<string>? ListOf(JsonElement value, int max)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > max)
            return null;
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (TextOf(item) is not { } text)
                return null;
            texts.Add(text);
        }

        return texts;
    }

    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: JSON allows it, and it is no text.
            return null;
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static string Cut(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName), "…");
}
