using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>JSON Schema 2020-12 of a type. Says what the codec and the validator hold, no more and no less.</summary>
internal static class SchemaEmitter
{
    public static string Schema(PayloadType type, string? description = null)
    {
        var json = new JsonText();
        json.Open('{').Name("$schema").Text("https://json-schema.org/draft/2020-12/schema");
        if (description is not null)
            json.Name("description").Text(description);
        Body(json, type, []);
        return json.Close('}').ToString();
    }

    private static void Body(JsonText json, PayloadType type, IReadOnlyList<RuleModel> rules)
    {
        var isNullable = type.IsNullable && !rules.Any(r => r.Kind == RuleKind.Present);
        if (TypeName(type) is { } name)
        {
            json.Name("type");
            if (isNullable)
                json.Open('[').Text(name).Text("null").Close(']');
            else
                json.Text(name);
        }

        switch (type.Kind)
        {
            case PayloadKind.Enum:
                SchemaRules.Values(json, "enum", EnumValues(type, rules), isNullable);
                break;
            case PayloadKind.Object:
                Members(json, type.Shape!);
                break;
            case PayloadKind.Map:
                json.Name("additionalProperties").Open('{');
                Body(json, type.Element!, []);
                json.Close('}');
                break;
            case PayloadKind.Array or PayloadKind.List or PayloadKind.ImmutableArray or PayloadKind.Set:
                json.Name("items").Open('{');
                Body(json, type.Element!, []);
                json.Close('}');
                if (type.Kind == PayloadKind.Set && type.Element!.Kind != PayloadKind.Object && !type.Element.IsCollection)
                    json.Name("uniqueItems").Raw("true");
                break;
            default:
                ScalarFormat(json, type.Kind);
                break;
        }

        SchemaRules.Write(json, type, rules, isNullable);
    }

    private static void Members(JsonText json, ObjectShape shape)
    {
        json.Name("properties").Open('{');
        foreach (var member in shape.Members)
        {
            json.Name(member.WireName).Open('{');
            if (member.Description is { } description)
                json.Name("description").Text(description);
            Body(json, member.Type, member.Rules);
            if (member is { IsRequired: false, Default: { } value } && (value.Kind != LiteralKind.Default || member.Type.IsNullable))
                json.Name("default").Literal(value);
            json.Close('}');
        }

        json.Close('}');
        var required = shape.Members.Where(m => m.IsRequired).ToList();
        if (required.Count > 0)
        {
            json.Name("required").Open('[');
            foreach (var member in required)
                json.Text(member.WireName);
            json.Close(']');
        }

        json.Name("additionalProperties").Raw("false");
    }

    /// <summary>An enum's members, less what its rules take away.</summary>
    private static IEnumerable<LiteralModel> EnumValues(PayloadType type, IReadOnlyList<RuleModel> rules)
    {
        var allowed = rules.Where(r => r.Kind == RuleKind.Allowed).ToList();
        return type.EnumMembers.Where(m => allowed.All(r => r.Values.Any(v => v.Text == m))).Select(m => new LiteralModel(LiteralKind.Enum, m));
    }

    private static string? TypeName(PayloadType type) => type.Kind switch
    {
        PayloadKind.Json => null,
        PayloadKind.Boolean => "boolean",
        PayloadKind.Object or PayloadKind.Map => "object",
        _ when type.IsInteger => "integer",
        _ when type.IsNumber => "number",
        _ when type.IsCollection => "array",
        _ => "string",
    };

    private static void ScalarFormat(JsonText json, PayloadKind kind)
    {
        var format = kind switch
        {
            PayloadKind.Int32 or PayloadKind.Int64 => kind.ToString().ToLowerInvariant(),
            PayloadKind.Single => "float",
            PayloadKind.Double => "double",
            PayloadKind.Guid => "uuid",
            PayloadKind.DateTime or PayloadKind.DateTimeOffset => "date-time",
            PayloadKind.DateOnly => "date",
            PayloadKind.Uri => "uri-reference",
            _ => null,
        };
        var pattern = kind switch
        {
            PayloadKind.Ulid => "^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$",
            PayloadKind.TimeOnly => @"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,7})?)?$",
            PayloadKind.TimeSpan => @"^-?([0-9]+\.)?([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9](\.[0-9]{1,7})?)?$",
            _ => null,
        };
        if (format is not null)
            json.Name("format").Text(format);
        if (pattern is not null)
            json.Name("pattern").Text(pattern);
        if (kind == PayloadKind.Bytes)
            json.Name("contentEncoding").Text("base64");
        if (kind == PayloadKind.Char)
            json.Name("minLength").Number(1).Name("maxLength").Number(1);
    }
}
