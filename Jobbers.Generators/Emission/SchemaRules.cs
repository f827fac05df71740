using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The keywords of JSON Schema that a member's rules become.</summary>
internal static class SchemaRules
{
    public static void Write(JsonText json, PayloadType type, IReadOnlyList<RuleModel> rules, bool isNullable)
    {
        var range = rules.FirstOrDefault(r => r.Kind == RuleKind.Range);
        if (type.IsNumber)
            Bounds(json, type.Kind, range);
        Lengths(json, type, rules);
        foreach (var rule in rules)
        {
            switch (rule.Kind)
            {
                case RuleKind.Pattern when IsCommonSubset(rule.Pattern):
                    json.Name("pattern").Text($"^(?:{rule.Pattern})$");
                    break;
                case RuleKind.Email:
                    json.Name("format").Text("email");
                    break;
                case RuleKind.Url:
                    json.Name("format").Text("uri");
                    break;
                case RuleKind.Allowed when type.Kind != PayloadKind.Enum:
                    Values(json, "enum", rule.Values, isNullable);
                    break;
                case RuleKind.Denied:
                    json.Name("not").Open('{');
                    Values(json, "enum", rule.Values, withNull: false);
                    json.Close('}');
                    break;
            }
        }
    }

    public static void Values(JsonText json, string keyword, IEnumerable<LiteralModel> values, bool withNull)
    {
        json.Name(keyword).Open('[');
        foreach (var value in values.Where(v => v.Kind != LiteralKind.Default))
            json.Literal(value);
        if (withNull)
            json.Raw("null");
        json.Close(']');
    }

    private static void Bounds(JsonText json, PayloadKind kind, RuleModel? range)
    {
        var (least, most) = kind switch
        {
            PayloadKind.SByte => ("-128", "127"),
            PayloadKind.Byte => ("0", "255"),
            PayloadKind.Int16 => ("-32768", "32767"),
            PayloadKind.UInt16 => ("0", "65535"),
            PayloadKind.Int32 => ("-2147483648", "2147483647"),
            PayloadKind.UInt32 => ("0", "4294967295"),
            PayloadKind.UInt64 => ("0", null),
            _ => ((string?)null, (string?)null),
        };
        if ((range?.Minimum?.Text ?? least) is { } minimum)
            json.Name(range is { Minimum: not null, MinimumIsExclusive: true } ? "exclusiveMinimum" : "minimum").Raw(minimum);
        if ((range?.Maximum?.Text ?? most) is { } maximum)
            json.Name(range is { Maximum: not null, MaximumIsExclusive: true } ? "exclusiveMaximum" : "maximum").Raw(maximum);
    }

    private static void Lengths(JsonText json, PayloadType type, IReadOnlyList<RuleModel> rules)
    {
        // Bytes are counted before base64, which no keyword can say.
        if (type.Kind == PayloadKind.Bytes)
            return;
        var lengths = rules.Where(r => r.Kind == RuleKind.Length).ToList();
        var shortest = lengths.Select(r => r.Shortest).DefaultIfEmpty(0).Max();
        var longest = lengths.Select(r => r.Longest).DefaultIfEmpty(int.MaxValue).Min();
        var what = type.Kind switch { PayloadKind.String => "Length", PayloadKind.Map => "Properties", _ => "Items" };
        var isNotEmpty = rules.Any(r => r.Kind == RuleKind.NotEmpty);
        if (Math.Max(shortest, isNotEmpty ? 1 : 0) is > 0 and var minimum)
            json.Name("min" + what).Number(minimum);
        if (longest < int.MaxValue)
            json.Name("max" + what).Number(longest);
        if (isNotEmpty && !rules.Any(r => r.Kind == RuleKind.Pattern))
            json.Name("pattern").Text(@"\S");
    }

    /// <summary>What .NET and ECMAScript read alike; other patterns are held by the validator alone.</summary>
    private static bool IsCommonSubset(string pattern)
    {
        for (var i = 0; i < pattern.Length - 1; i++)
        {
            if (pattern[i] == '(' && pattern[i + 1] == '?' && !(i + 2 < pattern.Length && pattern[i + 2] is ':' or '=' or '!'))
                return false;
            if (pattern[i] == '-' && pattern[i + 1] == '[')
                return false;
            if (pattern[i] != '\\')
                continue;
            if (pattern[i + 1] is 'A' or 'z' or 'Z' or 'G' or 'p' or 'P' or 'k' or 'a' or 'e')
                return false;
            i++;
        }

        return true;
    }
}
