using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <content>Numbers: JSON numbers only, never strings; an integer has no fraction and no exponent.</content>
public static partial class PayloadRead
{
    /// <summary>Reads an integer of 8 bits.</summary>
    public static bool SByte(ref Utf8JsonReader reader, PayloadProblems problems, out sbyte value) => Integer(ref reader, problems, out value);

    /// <summary>Reads an integer of 8 bits, from 0.</summary>
    public static bool Byte(ref Utf8JsonReader reader, PayloadProblems problems, out byte value) => Integer(ref reader, problems, out value);

    /// <summary>Reads an integer of 16 bits.</summary>
    public static bool Int16(ref Utf8JsonReader reader, PayloadProblems problems, out short value) => Integer(ref reader, problems, out value);

    /// <summary>Reads an integer of 16 bits, from 0.</summary>
    public static bool UInt16(ref Utf8JsonReader reader, PayloadProblems problems, out ushort value) => Integer(ref reader, problems, out value);

    /// <summary>Reads an integer of 32 bits.</summary>
    public static bool Int32(ref Utf8JsonReader reader, PayloadProblems problems, out int value) => Integer(ref reader, problems, out value);

    /// <summary>Reads an integer of 32 bits, from 0.</summary>
    public static bool UInt32(ref Utf8JsonReader reader, PayloadProblems problems, out uint value) => Integer(ref reader, problems, out value);

    /// <summary>Reads an integer of 64 bits.</summary>
    public static bool Int64(ref Utf8JsonReader reader, PayloadProblems problems, out long value) => Integer(ref reader, problems, out value);

    /// <summary>Reads an integer of 64 bits, from 0.</summary>
    public static bool UInt64(ref Utf8JsonReader reader, PayloadProblems problems, out ulong value)
    {
        value = default;
        return (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out value)) || NotAnInteger<ulong>(ref reader, problems);
    }

    /// <summary>Reads a number as single precision.</summary>
    public static bool Single(ref Utf8JsonReader reader, PayloadProblems problems, out float value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.Number)
            return Unexpected(ref reader, problems, "a number");
        return (reader.TryGetSingle(out value) && float.IsFinite(value)) || OutOfRange<float>(problems);
    }

    /// <summary>Reads a number as double precision.</summary>
    public static bool Double(ref Utf8JsonReader reader, PayloadProblems problems, out double value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.Number)
            return Unexpected(ref reader, problems, "a number");
        return (reader.TryGetDouble(out value) && double.IsFinite(value)) || OutOfRange<double>(problems);
    }

    /// <summary>Reads a decimal number.</summary>
    public static bool Decimal(ref Utf8JsonReader reader, PayloadProblems problems, out decimal value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.Number)
            return Unexpected(ref reader, problems, "a number");
        return reader.TryGetDecimal(out value) || OutOfRange<decimal>(problems);
    }

    /// <summary>Any integer that fits into 64 bits with a sign: read as that, and taken when it fits the type asked for.</summary>
    private static bool Integer<T>(ref Utf8JsonReader reader, PayloadProblems problems, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        value = default;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var wide))
            return NotAnInteger<T>(ref reader, problems);
        value = T.CreateTruncating(wide);
        return long.CreateTruncating(value) == wide || OutOfRange<T>(problems);
    }

    private static bool NotAnInteger<T>(ref Utf8JsonReader reader, PayloadProblems problems)
        where T : IMinMaxValue<T>, IFormattable
    {
        if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan.IndexOfAny(".eE"u8) >= 0)
            return Unexpected(ref reader, problems, "an integer");
        return OutOfRange<T>(problems);
    }

    private static bool OutOfRange<T>(PayloadProblems problems)
        where T : IMinMaxValue<T>, IFormattable
    {
        problems.Add(string.Create(CultureInfo.InvariantCulture, $"must be between {T.MinValue} and {T.MaxValue}"));
        return false;
    }
}
