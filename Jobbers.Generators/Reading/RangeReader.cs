using System.Globalization;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads [Range] in all three of its forms, with the bounds in the kind of number they are compared as.</summary>
internal static class RangeReader
{
    /// <summary>The rule; null when the bounds do not fit the type.</summary>
    public static RuleModel? Read(AttributeData attribute, PayloadType type)
    {
        var bounds = attribute.ConstructorArguments switch
        {
            [{ Value: ITypeSymbol }, { Value: string low }, { Value: string high }] => (low, high),
            [{ Value: IFormattable low }, { Value: IFormattable high }] => (Text(low), Text(high)),
            _ => default,
        };
        if (bounds.Item1 is not { } minimum || bounds.Item2 is not { } maximum)
            return null;
        var (least, most) = Extremes(type.Kind);
        return Bound(type, minimum) is { } lower && Bound(type, maximum) is { } upper
            ? new RuleModel(RuleKind.Range)
            {
                Minimum = Number(lower) <= least ? null : lower,
                Maximum = Number(upper) >= most ? null : upper,
                MinimumIsExclusive = Flag(attribute, "MinimumIsExclusive"),
                MaximumIsExclusive = Flag(attribute, "MaximumIsExclusive"),
            }
            : null;
    }

    private static LiteralModel? Bound(PayloadType type, string text)
    {
        const NumberStyles number = NumberStyles.Float;
        var culture = CultureInfo.InvariantCulture;
        if (type.IsInteger)
        {
            if (decimal.TryParse(text, number, culture, out var whole) && whole == decimal.Truncate(whole) && whole is >= long.MinValue and <= ulong.MaxValue)
                return new LiteralModel(LiteralKind.Integer, whole.ToString("0", culture));
            return double.TryParse(text, number, culture, out var fraction) && !double.IsInfinity(fraction) ? new LiteralModel(LiteralKind.Double, Text(fraction)) : null;
        }

        return type.Kind switch
        {
            PayloadKind.Single or PayloadKind.Double => double.TryParse(text, number, culture, out var real) && !double.IsInfinity(real)
                ? new LiteralModel(LiteralKind.Double, Text(real)) : null,
            PayloadKind.Decimal => decimal.TryParse(text, number, culture, out var exact) ? new LiteralModel(LiteralKind.Decimal, Text(exact))
                : double.TryParse(text, number, culture, out var wide) && Math.Abs(wide) > 7.9e28
                    ? new LiteralModel(LiteralKind.Decimal, Text(wide > 0 ? decimal.MaxValue : decimal.MinValue)) : null,
            PayloadKind.DateTime or PayloadKind.DateTimeOffset or PayloadKind.DateOnly => DateTime.TryParse(text, culture, DateTimeStyles.None, out _) ? new LiteralModel(LiteralKind.String, text) : null,
            PayloadKind.TimeOnly or PayloadKind.TimeSpan => TimeSpan.TryParse(text, culture, out _) ? new LiteralModel(LiteralKind.String, text) : null,
            _ => null,
        };
    }

    /// <summary>A bound at or beyond the type's own says "none": what people write when they mean only the other one.</summary>
    private static (double Least, double Most) Extremes(PayloadKind kind) => kind switch
    {
        PayloadKind.SByte => (sbyte.MinValue, sbyte.MaxValue),
        PayloadKind.Byte => (byte.MinValue, byte.MaxValue),
        PayloadKind.Int16 => (short.MinValue, short.MaxValue),
        PayloadKind.UInt16 => (ushort.MinValue, ushort.MaxValue),
        PayloadKind.Int32 => (int.MinValue, int.MaxValue),
        PayloadKind.UInt32 => (uint.MinValue, uint.MaxValue),
        PayloadKind.Int64 => (long.MinValue, long.MaxValue),
        PayloadKind.UInt64 => (ulong.MinValue, ulong.MaxValue),
        PayloadKind.Single => (float.MinValue, float.MaxValue),
        PayloadKind.Decimal => ((double)decimal.MinValue, (double)decimal.MaxValue),
        _ => (double.MinValue, double.MaxValue),
    };

    private static double Number(LiteralModel bound) =>
        bound.Kind == LiteralKind.String ? 0 : double.Parse(bound.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool Flag(AttributeData attribute, string name) => attribute.NamedArguments.Any(a => a.Key == name && a.Value.Value is true);

    private static string Text(IFormattable number) => number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture);
}
