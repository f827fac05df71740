using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>How generated code reads, writes and checks one value: by a step of Core, or by a helper class generated for its type.</summary>
internal static class CodecCalls
{
    public static string Helper(PayloadType type) => type.Key + "Json";

    /// <summary>The method that reads it.</summary>
    public static string Reader(PayloadType type) =>
        type is { IsScalar: true, IsNullable: false } ? Names.Read + type.Kind : Helper(type) + ".Read";

    /// <summary>A statement that writes it.</summary>
    public static string Write(PayloadType type, string value) => type switch
    {
        { IsNullable: true } or { IsScalar: false } => $"{Helper(type)}.Write(writer, {value});",
        { IsNumber: true } => $"writer.WriteNumberValue({value});",
        _ => type.Kind switch
        {
            PayloadKind.Boolean => $"writer.WriteBooleanValue({value});",
            PayloadKind.String or PayloadKind.Guid or PayloadKind.DateTime or PayloadKind.DateTimeOffset => $"writer.WriteStringValue({value});",
            PayloadKind.Bytes => $"writer.WriteBase64StringValue({value});",
            PayloadKind.Json => $"{value}.WriteTo(writer);",
            _ => $"{Names.Write}{type.Kind}(writer, {value});",
        },
    };

    /// <summary>Statements that write it with its name.</summary>
    public static IEnumerable<string> WriteMember(PayloadType type, string name, string value)
    {
        var literal = LiteralText.Quote(name) + "u8";
        if (type is { IsNullable: true, Kind: not PayloadKind.String })
            return [$"writer.WritePropertyName({literal});", Write(type, value)];
        return type.Kind switch
        {
            _ when type.IsNumber => [$"writer.WriteNumber({literal}, {value});"],
            PayloadKind.Boolean => [$"writer.WriteBoolean({literal}, {value});"],
            PayloadKind.String or PayloadKind.Guid or PayloadKind.DateTime or PayloadKind.DateTimeOffset => [$"writer.WriteString({literal}, {value});"],
            PayloadKind.Bytes => [$"writer.WriteBase64String({literal}, {value});"],
            _ => [$"writer.WritePropertyName({literal});", Write(type, value)],
        };
    }

    /// <summary>An expression that says whether a value made in C# may be written; null when every one may.</summary>
    public static string? Check(PayloadType type, string value)
    {
        if (!NeedsCheck(type))
            return null;
        if (type.IsNullable || !type.IsScalar)
            return $"{Helper(type)}.Check({value}, problems)";
        return type.Kind switch
        {
            PayloadKind.Single or PayloadKind.Double => $"{Names.Check}Finite({value}, problems)",
            PayloadKind.Json => $"{Names.Check}Json({value}, problems)",
            _ => $"{Names.Check}NotNull({value}, problems)",
        };
    }

    public static bool NeedsCheck(PayloadType type)
    {
        if (type.IsNullable)
            return NeedsCheck(type.NotNull) && type.Kind is not (PayloadKind.String or PayloadKind.Uri or PayloadKind.Bytes);
        if (type.IsScalar)
            return !type.IsValueType || type.Kind is PayloadKind.Single or PayloadKind.Double or PayloadKind.Json;
        return type.Shape is not { } shape || !type.IsValueType || shape.Members.Any(m => NeedsCheck(m.Type) || RuleEmitter.Needs(m));
    }

    /// <summary>Every type for which a helper is generated, each once, the outer before the inner.</summary>
    public static IEnumerable<PayloadType> HelpersOf(IEnumerable<PayloadType> roots)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<PayloadType>();
        foreach (var root in roots)
            Visit(root);
        return found;

        void Visit(PayloadType type)
        {
            if ((!type.IsScalar || type.IsNullable) && !seen.Add(type.Key))
                return;
            if (!type.IsScalar || type.IsNullable)
                found.Add(type);
            if (type.IsNullable)
                Visit(type.NotNull);
            else if (type.Element is { } element)
                Visit(element);
            foreach (var member in type.IsNullable || type.Shape is null ? default : type.Shape.Members)
                Visit(member.Type);
        }
    }
}
