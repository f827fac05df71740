using System.Globalization;
using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>Times as they are stored: microseconds since 1970.</summary>
internal static class StoreTime
{
    public static long Micros(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Moment(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset Moment(ReadOnlySpan<byte> text) => Moment(long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture));

    public static DateTimeOffset Moment(ReadOnlySpan<char> text) => Moment(long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture));

    public static DateTimeOffset? MomentOrNull(RedisValue value) => value.IsNull ? null : Moment((long)value);

    public static TimeSpan Span(long micros) => TimeSpan.FromTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static TimeSpan? SpanOrNull(long micros) => micros < 0 ? null : Span(micros);
}
