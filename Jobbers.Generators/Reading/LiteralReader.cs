using System.Globalization;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Constants of declarations and attributes as data.</summary>
internal static class LiteralReader
{
    /// <summary>
    /// The constant; null when JSON and generated code cannot state it: a number that is not finite, half of a letter, an unnamed enum value,
    /// a <c>[DateTimeConstant]</c>.
    /// </summary>
    public static LiteralModel? Read(ITypeSymbol type, object? value)
    {
        if (value is null)
            return new LiteralModel(LiteralKind.Default, "");
        var bare = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        if (bare.TypeKind == TypeKind.Enum)
            return ReadEnum(bare, value);
        return value switch
        {
            bool flag => new LiteralModel(LiteralKind.Boolean, flag ? "true" : "false"),
            string text => HasHalfLetter(text) ? null : new LiteralModel(LiteralKind.String, text),
            char letter => char.IsSurrogate(letter) ? null : new LiteralModel(LiteralKind.Char, letter.ToString()),
            DateTime => null,
            float number => float.IsNaN(number) || float.IsInfinity(number) ? null : new LiteralModel(LiteralKind.Single, Text(number, "R")),
            double number => double.IsNaN(number) || double.IsInfinity(number) ? null : new LiteralModel(LiteralKind.Double, Text(number, "R")),
            decimal number => new LiteralModel(LiteralKind.Decimal, Text(number, null)),
            IFormattable number => new LiteralModel(LiteralKind.Integer, Text(number, null)),
            _ => null,
        };
    }

    /// <summary>The default of a type that is not written as a constant.</summary>
    public static LiteralModel Default { get; } = new(LiteralKind.Default, "");

    /// <summary>The type of a parameter's values: where nullable annotations are off, <c>= null</c> is how null is allowed.</summary>
    public static PayloadType WithNullOf(IParameterSymbol parameter, PayloadType type) =>
        parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null, NullableAnnotation: NullableAnnotation.None, Type.IsReferenceType: true } ? type.OrNull() : type;

    private static LiteralModel? ReadEnum(ITypeSymbol type, object value)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value) && !field.IsForbidden())
                return new LiteralModel(LiteralKind.Enum, field.Name, type.GlobalName());
        }

        return null;
    }

    /// <summary>One half of a surrogate pair without the other, which no UTF-8 can hold.</summary>
    public static bool HasHalfLetter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }

    private static string Text(IFormattable number, string? format) => number.ToString(format, CultureInfo.InvariantCulture);
}
