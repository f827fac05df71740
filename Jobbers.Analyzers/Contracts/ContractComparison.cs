using System.Globalization;

namespace Jobbers.Analyzers.Contracts;

/// <summary>Finds what stored tasks and callers, who write by the old contract, would not survive under the new one.</summary>
internal sealed class ContractComparison
{
    private readonly List<string> _breaks = [];

    public static IReadOnlyList<string> Breaks(JsonNode old, JsonNode now)
    {
        var comparison = new ContractComparison();
        comparison.Members("", old, now);
        return comparison._breaks;
    }

    private void Members(string path, JsonNode old, JsonNode now)
    {
        foreach (var member in old.Members ?? [])
        {
            if (now[member.Name] is not { } present)
                _breaks.Add($"'{path}{member.Name}' was removed or renamed");
            else
                Member(path + member.Name, member.Value, present);
        }

        foreach (var member in now.Members ?? [])
        {
            if (old[member.Name] is null && IsRequired(member.Value))
                _breaks.Add($"'{path}{member.Name}' is new and required");
        }
    }

    private void Member(string path, JsonNode old, JsonNode now)
    {
        if (IsRequired(now) && !IsRequired(old))
            _breaks.Add($"'{path}' became required");
        Type(path, old, now);
        foreach (var name in new[] { "minimum", "moreThan", "maximum", "lessThan", "minLength", "maxLength" })
            Bound(path, old, now, name);
        Demand(path, old, now, "pattern");
        Demand(path, old, now, "format");
        if (now["notEmpty"] is not null && old["notEmpty"] is null)
            _breaks.Add($"'{path}' may no longer be empty");
        Choice(path, old, now);
    }

    private void Type(string path, JsonNode old, JsonNode now)
    {
        var (was, isNow) = (old["type"]?.Value ?? "", now["type"]?.Value ?? "");
        if (TakesNull(old) && !TakesNull(now))
            _breaks.Add($"'{path}' no longer takes null");
        if (!TypeWidening.CanReplace(was, isNow))
        {
            _breaks.Add($"'{path}' was {was} and is {isNow}");
            return;
        }

        if (isNow == "json")
            return;
        if (was == "enum" && isNow == "enum" && Values(old["values"]).Except(Values(now["values"])).ToList() is { Count: > 0 } gone)
            _breaks.Add($"'{path}' no longer takes {string.Join(", ", gone)}");
        if (old["of"] is { } element && now["of"] is { } newElement)
            Type(path + "[]", element, newElement);
        if (old["members"] is { } members && now["members"] is { } newMembers)
            Members(path + ".", members, newMembers);
    }

    /// <summary>A bound breaks when it is new, or leaves less room than before.</summary>
    private void Bound(string path, JsonNode old, JsonNode now, string name)
    {
        if (now[name]?.Text is not { } bound)
            return;
        var isLower = name is "minimum" or "moreThan" or "minLength";
        var before = name is "minLength" or "maxLength" ? [name] : isLower ? new[] { "minimum", "moreThan" } : ["maximum", "lessThan"];
        foreach (var was in before)
        {
            if (old[was]?.Text is not { } oldBound || Order(oldBound, bound) is not { } order)
                continue;
            // An exclusive bound leaves less room than an inclusive one of the same value.
            var sameValueIsWider = was == name || was is "moreThan" or "lessThan";
            if (order == 0 ? sameValueIsWider : isLower ? order > 0 : order < 0)
                return;
        }

        _breaks.Add($"'{path}' is narrowed: {name} {bound}");
    }

    private void Demand(string path, JsonNode old, JsonNode now, string name)
    {
        if (now[name] is { Value: var demand } && old[name]?.Value != demand)
            _breaks.Add($"'{path}' is narrowed: {name} {demand}");
    }

    private void Choice(string path, JsonNode old, JsonNode now)
    {
        if (now["allowed"] is { } allowed && (old["allowed"] is null || Values(old["allowed"]).Except(Values(allowed)).Any()))
            _breaks.Add($"'{path}' is narrowed: fewer values are allowed");
        if (now["denied"] is { } denied && Values(denied).Except(Values(old["denied"])).Any())
            _breaks.Add($"'{path}' is narrowed: more values are denied");
    }

    /// <summary>Type and rules together: a null that one of them refuses is refused. JSON of any kind has a null of its own.</summary>
    private static bool TakesNull(JsonNode member) => (member["nullable"] is not null || member["type"]?.Value == "json") && member["notNull"] is null;

    private static bool IsRequired(JsonNode member) => member["required"] is { IsTrue: true };

    private static IEnumerable<string> Values(JsonNode? list) => (list?.Items ?? []).Select(i => i.Value ?? i.Text ?? "");

    /// <summary>By number where both are numbers, else by ordinal, which orders dates too; null when they cannot be compared.</summary>
    private static int? Order(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var b))
            return a.CompareTo(b);
        if (double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
            return x.CompareTo(y);
        return left == right ? 0 : left.StartsWith("\"", StringComparison.Ordinal) && right.StartsWith("\"", StringComparison.Ordinal) ? string.CompareOrdinal(left, right) : null;
    }
}
