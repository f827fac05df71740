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
        bool above = Flag(attribute, "MinimumIsExclusive"), below = Flag(attribute, "MaximumIsExclusive");
        return TryBound(type, minimum, isUpper: false, above, out var lower) && TryBound(type, maximum, isUpper: true, below, out var upper)
            ? new RuleModel(RuleKind.Range) { Minimum = lower, Maximum = upper, MinimumIsExclusive = above, MaximumIsExclusive = below }
            : null;
    }

    /// <summary>Whether no value is within both bounds: they are the wrong way round, or one value that an exclusive one leaves out.</summary>
    public static bool IsEmpty(RuleModel range)
    {
        if (range is not { Minimum: { } low, Maximum: { } high })
            return false;
        var order = low.Kind != LiteralKind.String ? Compare(low, high) : Moment(low.Text) is { } one && Moment(high.Text) is { } other ? one.CompareTo(other) : -1;
        return order > 0 || (order == 0 && (range.MinimumIsExclusive || range.MaximumIsExclusive));
    }

    /// <summary>
    /// False when the bound does not fit the type, or nothing of the type lies within it. Null is a bound that says nothing, being at the type's
    /// own or beyond: what people write when they mean only the other one.
    /// </summary>
    private static bool TryBound(PayloadType type, string text, bool isUpper, bool isExclusive, out LiteralModel? bound)
    {
        bound = null;
        if (type.IsNumber && Infinity(type.Kind, text) is { } isAbove)
            return isAbove == isUpper;
        bound = Bound(type, text);
        if (bound is null || !type.IsNumber)
            return bound is not null;
        var (least, most) = Extremes(type.Kind);
        var outward = isUpper ? Compare(bound, most) : Compare(least, bound);
        var inward = isUpper ? Compare(bound, least) : Compare(most, bound);
        if (outward > 0 || (outward == 0 && !isExclusive))
            bound = null;
        return inward > 0 || (inward == 0 && !isExclusive);
    }

    /// <summary>Whether the number is above or below all that are: infinite, or for a decimal out of its reach. Null for all others.</summary>
    private static bool? Infinity(PayloadKind kind, string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return null;
        var isTooWide = kind == PayloadKind.Decimal && Math.Abs(number) > 7.9e28 && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return double.IsInfinity(number) || isTooWide ? number > 0 : null;
    }

    private static LiteralModel? Bound(PayloadType type, string text)
    {
        const NumberStyles number = NumberStyles.Float;
        var culture = CultureInfo.InvariantCulture;
        if (type.IsInteger)
        {
            if (decimal.TryParse(text, number, culture, out var whole) && whole == decimal.Truncate(whole) && whole is >= long.MinValue and <= ulong.MaxValue)
                return new LiteralModel(LiteralKind.Integer, whole.ToString("0", culture));
            return RealOrNot(text);
        }

        return type.Kind switch
        {
            PayloadKind.Single or PayloadKind.Double => RealOrNot(text),
            PayloadKind.Decimal => decimal.TryParse(text, number, culture, out var exact) ? new LiteralModel(LiteralKind.Decimal, Text(exact)) : null,
            PayloadKind.DateTime or PayloadKind.DateTimeOffset or PayloadKind.DateOnly => DateTime.TryParse(text, culture, DateTimeStyles.None, out _) ? new LiteralModel(LiteralKind.String, text) : null,
            PayloadKind.TimeSpan => TimeSpan.TryParse(text, culture, out _) ? new LiteralModel(LiteralKind.String, text) : null,
            // "24:00" is a span of 24 days, and no time of a day.
            PayloadKind.TimeOnly => TimeSpan.TryParse(text, culture, out var time) && time >= TimeSpan.Zero && time.Days == 0 ? new LiteralModel(LiteralKind.String, text) : null,
            _ => null,
        };
    }

    private static (LiteralModel Least, LiteralModel Most) Extremes(PayloadKind kind)
    {
        if (kind == PayloadKind.Single)
            return (Real(float.MinValue), Real(float.MaxValue));
        if (kind == PayloadKind.Double)
            return (Real(double.MinValue), Real(double.MaxValue));
        var (least, most) = kind == PayloadKind.Decimal ? (decimal.MinValue, decimal.MaxValue) : IntegerRange.Of(kind);
        return (new LiteralModel(LiteralKind.Decimal, Text(least)), new LiteralModel(LiteralKind.Decimal, Text(most)));
    }

    /// <summary>Exact wherever both are: a double knows not all of a long.</summary>
    private static int Compare(LiteralModel one, LiteralModel other) => one.Kind == LiteralKind.Double || other.Kind == LiteralKind.Double
        ? double.Parse(one.Text, NumberStyles.Float, CultureInfo.InvariantCulture).CompareTo(double.Parse(other.Text, NumberStyles.Float, CultureInfo.InvariantCulture))
        : decimal.Parse(one.Text, NumberStyles.Float, CultureInfo.InvariantCulture).CompareTo(decimal.Parse(other.Text, NumberStyles.Float, CultureInfo.InvariantCulture));

    /// <summary>A bound that is a date or a time, as a number of ticks.</summary>
    private static long? Moment(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (TimeSpan.TryParse(text, culture, out var time))
            return time.Ticks;
        return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcTicks : null;
    }

    private static LiteralModel? RealOrNot(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) ? Real(number) : null;

    private static LiteralModel Real(double number) => new(LiteralKind.Double, Text(number));

    private static bool Flag(AttributeData attribute, string name) => attribute.NamedArguments.Any(a => a.Key == name && a.Value.Value is true);

    private static string Text(IFormattable number) => number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture);
}
