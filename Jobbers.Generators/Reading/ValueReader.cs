using System.Globalization;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads the lists of [AllowedValues] and [DeniedValues].</summary>
internal static class ValueReader
{
    /// <summary>The values; null when one of them can never equal a value of the type.</summary>
    public static List<LiteralModel>? Read(AttributeData attribute, PayloadType type)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false } list])
            return null;
        var values = new List<LiteralModel>();
        foreach (var item in list.Values)
        {
            if (item.Type is null && !item.IsNull)
                return null;
            var literal = item.IsNull ? LiteralReader.Default : LiteralReader.Read(item.Type!, item.Value);
            if (literal is null || !Fits(literal, type))
                return null;

            // Said twice, the second is a pattern that can never match, of which the compiler warns.
            if (!values.Contains(literal))
                values.Add(literal);
        }

        return values.Count == 0 ? null : values;
    }

    /// <summary>Whether there are no others: to allow these says nothing, and to deny them leaves none. The compiler takes either for a mistake.</summary>
    public static bool AreAll(List<LiteralModel> values, PayloadType type) =>
        type.Kind == PayloadKind.Boolean && values.Count(v => v.Kind == LiteralKind.Boolean) == 2;

    private static bool Fits(LiteralModel literal, PayloadType type) => literal.Kind switch
    {
        LiteralKind.Default => type.IsNullable,
        LiteralKind.Boolean => type.Kind == PayloadKind.Boolean,
        LiteralKind.Integer => type.IsInteger && IsWithin(literal, type.Kind),
        LiteralKind.Single => type.Kind == PayloadKind.Single,
        LiteralKind.Double => type.Kind == PayloadKind.Double,
        LiteralKind.Char => type.Kind == PayloadKind.Char,
        LiteralKind.String => type.Kind == PayloadKind.String,
        LiteralKind.Enum => type.Kind == PayloadKind.Enum && type.Name == literal.Owner,
        _ => false,
    };

    private static bool IsWithin(LiteralModel literal, PayloadKind kind)
    {
        var (least, most) = IntegerRange.Of(kind);
        var value = decimal.Parse(literal.Text, CultureInfo.InvariantCulture);
        return value >= least && value <= most;
    }
}
