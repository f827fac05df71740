using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>What a server says of the store in it.</summary>
/// <param name="Version">Of its format.</param>
/// <param name="Partitions">How many it has.</param>
/// <param name="IsNew">Whether it was made by this look.</param>
internal readonly record struct StoreFormat(string? Version, string? Partitions, bool IsNew)
{
    /// <summary>Whether this program reads it.</summary>
    public bool IsKnown => Version == RedisKeys.FormatVersion && Partitions == RedisKeys.Partitions;

    /// <summary>Looks, and makes a store with the default queue where there is none.</summary>
    /// <exception cref="Storage.StoreUnavailableException">Redis does not answer now.</exception>
    public static async ValueTask<StoreFormat> OpenAsync(ScriptRunner runner, CancellationToken cancellationToken)
    {
        RedisValue[] values = [runner.Channel, RedisKeys.FormatVersion, RedisKeys.Partitions];
        var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.Open, values, cancellationToken))!;
        return new StoreFormat((string?)reply[0], (string?)reply[1], (int)reply[2] != 0);
    }
}
