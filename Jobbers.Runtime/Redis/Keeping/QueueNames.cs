using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis.Keeping;

/// <summary>Names of queues, sorted.</summary>
internal static class QueueNames
{
    public static async ValueTask<string[]> ReadAsync(ScriptRunner runner, RedisKey set, CancellationToken cancellationToken)
    {
        var names = await runner.AwaitAsync(runner.Database.SortedSetRangeByRankAsync(set), cancellationToken);
        return Array.ConvertAll(names, name => (string)name!);
    }

    /// <summary>Queues that exist, and deleted ones that still have ended tasks.</summary>
    public static async ValueTask<string[]> ReadWithTasksAsync(ScriptRunner runner, CancellationToken cancellationToken)
    {
        var living = ReadAsync(runner, RedisKeys.Queues, cancellationToken);
        var deleted = ReadAsync(runner, RedisKeys.Graves, cancellationToken);
        return [.. await living, .. await deleted];
    }
}
