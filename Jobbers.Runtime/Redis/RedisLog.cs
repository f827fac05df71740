using Microsoft.Extensions.Logging;

namespace Jobbers.Redis;

/// <summary>Log messages of the Redis store, with stable event ids.</summary>
internal static partial class RedisLog
{
    [LoggerMessage(
        200, LogLevel.Warning,
        "Redis at {Place} already holds {Keys} keys of something else; Jobbers keeps to keys that begin with {Tag}, but FLUSHDB or an eviction policy meant for the others would hit its tasks")]
    public static partial void SharedDatabase(ILogger logger, string place, long keys, string tag);

    [LoggerMessage(
        201, LogLevel.Warning,
        "Redis at {Place} came back without its data: its tasks, roles and the settings of its queues are lost. The queues are made anew; set appendonly yes")]
    public static partial void Emptied(ILogger logger, string place);
}
