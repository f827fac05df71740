namespace Jobbers.Sqlite.Engine;

/// <summary>Times as they are stored: microseconds since 1970 UTC.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long Of(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? ToTime(long? micros) => micros is { } value ? ToTime(value) : null;

    public static TimeSpan ToSpan(long micros) => new(micros * TimeSpan.TicksPerMicrosecond);
}
