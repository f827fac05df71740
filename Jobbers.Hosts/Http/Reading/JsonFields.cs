using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Hosts.Http.Reading;

/// <summary>Reads the members of one JSON object; what is missing, unknown or of the wrong type is gathered, all of it.</summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly PayloadProblems _problems;

    /// <summary>Takes an object apart.</summary>
    /// <param name="element">What was sent.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="known">Every member there may be.</param>
    public JsonFields(JsonElement element, PayloadProblems problems, params ReadOnlySpan<string> known)
    {
        _problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.AddAtRoot("body", "must be a JSON object");
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                problems.AddAtRoot(member.Name, $"is not a known field; there are {string.Join(", ", known.ToArray())}");
            else if (member.Value.ValueKind != JsonValueKind.Null)
                _members[member.Name] = member.Value;
        }
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public JsonElement? Raw(string name) => _members.TryGetValue(name, out var value) ? value : null;

    public string? Text(string name)
    {
        if (Raw(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        _problems.AddAtRoot(name, "must be a string");
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
        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time))
            return time;
        _problems.AddAtRoot(name, "must be a time like 2026-03-12T10:00:00Z");
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
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= max && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        _problems.AddAtRoot(name, $"must be a list of at most {max} strings");
        return null;
    }
}
