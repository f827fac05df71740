using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>
/// The parameters as the contract baseline holds them: wire names in ordinal order, types, and what narrows them. Without descriptions and
/// C# names, so that only a change that stored tasks and callers can feel changes it.
/// </summary>
internal static class ContractEmitter
{
    public static string Contract(PayloadType parameters)
    {
        var json = new JsonText();
        Members(json, parameters.Shape!);
        return json.ToString();
    }

    private static void Members(JsonText json, ObjectShape shape)
    {
        json.Open('{');
        foreach (var member in shape.Members.OrderBy(m => m.WireName, StringComparer.Ordinal))
        {
            json.Name(member.WireName).Open('{');
            Body(json, member.Type, refusesNull: member.Rules.Any(r => r.Kind == RuleKind.Present));
            if (member.IsRequired)
                json.Name("required").Raw("true");
            foreach (var rule in member.Rules.OrderBy(r => r.Kind))
                Rule(json, rule);
            json.Close('}');
        }

        json.Close('}');
    }

    /// <summary>A null that a rule refuses is the same to a caller as one that the type has no place for, so both are written alike.</summary>
    private static void Body(JsonText json, PayloadType type, bool refusesNull)
    {
        json.Name("type").Text(type.Kind switch
        {
            PayloadKind.Array or PayloadKind.List or PayloadKind.ImmutableArray => "list",
            _ => type.Kind.ToString().ToLowerInvariant(),
        });
        if (type.IsNullable && !refusesNull)
            json.Name("nullable").Raw("true");
        // JSON of any kind has a null of its own, which only a nullable one can refuse.
        if (type is { Kind: PayloadKind.Json, IsNullable: true } && refusesNull)
            json.Name("notNull").Raw("true");
        if (type.Kind == PayloadKind.Enum)
        {
            json.Name("values");
            Values(json, type.EnumMembers.OrderBy(m => m, StringComparer.Ordinal).Select(m => new LiteralModel(LiteralKind.Enum, m)));
        }

        if (type.Element is { } element)
        {
            json.Name("of").Open('{');
            Body(json, element, refusesNull: false);
            json.Close('}');
        }

        if (type.Shape is { } shape)
        {
            json.Name("members");
            Members(json, shape);
        }
    }

    private static void Rule(JsonText json, RuleModel rule)
    {
        switch (rule.Kind)
        {
            case RuleKind.NotEmpty:
                json.Name("notEmpty").Raw("true");
                break;
            case RuleKind.Range:
                if (rule.Minimum is { } minimum)
                    json.Name(rule.MinimumIsExclusive ? "moreThan" : "minimum").Literal(minimum);
                if (rule.Maximum is { } maximum)
                    json.Name(rule.MaximumIsExclusive ? "lessThan" : "maximum").Literal(maximum);
                break;
            case RuleKind.Length:
                if (rule.Shortest > 0)
                    json.Name("minLength").Number(rule.Shortest);
                if (rule.Longest < int.MaxValue)
                    json.Name("maxLength").Number(rule.Longest);
                break;
            case RuleKind.Pattern:
                json.Name("pattern").Text(rule.Pattern);
                break;
            case RuleKind.Email or RuleKind.Url:
                json.Name("format").Text(rule.Kind == RuleKind.Email ? "email" : "url");
                break;
            case RuleKind.Allowed or RuleKind.Denied:
                json.Name(rule.Kind == RuleKind.Allowed ? "allowed" : "denied");
                Values(json, rule.Values);
                break;
        }
    }

    private static void Values(JsonText json, IEnumerable<LiteralModel> values)
    {
        json.Open('[');
        foreach (var value in values)
            json.Literal(value);
        json.Close(']');
    }
}
