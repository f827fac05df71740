using Jobbers.Routing;
using StackExchange.Redis;

namespace Jobbers.Redis.Directing;

/// <summary>A queue's limits as a HASH; what is not limited has no field. The window stands beside the rate in µs, for the scripts.</summary>
internal static class QueueHash
{
    public static List<RedisValue> Write(QueueConfig queue)
    {
        var values = new List<RedisValue>();
        void Field(string name, RedisValue value)
        {
            values.Add(name);
            values.Add(value);
        }

        if (queue.MaxConcurrent is { } maxConcurrent)
            Field("max_concurrent", maxConcurrent);
        if (queue.MaxConcurrentTotal is { } maxConcurrentTotal)
            Field("max_concurrent_total", maxConcurrentTotal);
        if (queue.MaxLength is { } maxLength)
            Field("max_length", maxLength);
        if (queue.Rate is { } rate)
        {
            Field("rate_numerator", rate.Numerator);
            Field("rate_denominator", rate.Denominator);
            Field("rate_period", rate.Period.ToString());
            Field("rate_window", StoreTime.Micros(rate.Window));
        }

        if (queue.Paused)
            Field("paused", 1);
        if (queue.Deleting)
            Field("deleting", 1);
        return values;
    }

    public static QueueConfig Read(string name, HashEntry[] entries)
    {
        var fields = entries.ToDictionary(entry => (string)entry.Name!, entry => entry.Value, StringComparer.Ordinal);
        return new QueueConfig
        {
            Name = name,
            MaxConcurrent = Number(fields, "max_concurrent"),
            MaxConcurrentTotal = Number(fields, "max_concurrent_total"),
            MaxLength = Number(fields, "max_length"),
            Rate = Rate(fields),
            Paused = fields.ContainsKey("paused"),
            Deleting = fields.ContainsKey("deleting"),
        };
    }

    private static RateLimit? Rate(Dictionary<string, RedisValue> fields)
    {
        if (Number(fields, "rate_numerator") is not { } numerator || Number(fields, "rate_denominator") is not { } denominator)
            return null;
        var period = Enum.TryParse<RatePeriod>((string?)fields.GetValueOrDefault("rate_period"), out var known) ? known : RatePeriod.Day;
        return new RateLimit(numerator, denominator, period);
    }

    private static int? Number(Dictionary<string, RedisValue> fields, string name) =>
        fields.TryGetValue(name, out var value) ? (int)value : null;
}
