using Jobbers.Generators.Model;

namespace Jobbers.Generators.Reading;

/// <summary>What the integer types can hold, in the one number type that can hold all of it.</summary>
internal static class IntegerRange
{
    public static (decimal Least, decimal Most) Of(PayloadKind kind) => kind switch
    {
        PayloadKind.SByte => (sbyte.MinValue, sbyte.MaxValue),
        PayloadKind.Byte => (byte.MinValue, byte.MaxValue),
        PayloadKind.Int16 => (short.MinValue, short.MaxValue),
        PayloadKind.UInt16 => (ushort.MinValue, ushort.MaxValue),
        PayloadKind.Int32 => (int.MinValue, int.MaxValue),
        PayloadKind.UInt32 => (uint.MinValue, uint.MaxValue),
        PayloadKind.Int64 => (long.MinValue, long.MaxValue),
        _ => (ulong.MinValue, ulong.MaxValue),
    };
}
