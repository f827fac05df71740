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
        var (living, deleted) = await ReadBothAsync(runner, cancellationToken);
        return [.. living, .. deleted];
    }

    /// <summary>The same, apart: no queue is in neither.</summary>
    public static async ValueTask<(string[] Living, string[] Deleted)> ReadBothAsync(ScriptRunner runner, CancellationToken cancellationToken)
    {
        // The deleted ones before and after: a queue that is deleted or made anew between two reads is in one of the three. (A transaction would do, but
        // a full server refuses it.)
        var before = ReadAsync(runner, RedisKeys.Graves, cancellationToken);
        var living = ReadAsync(runner, RedisKeys.Queues, cancellationToken);
        var after = ReadAsync(runner, RedisKeys.Graves, cancellationToken);
        var names = await living;
        return (names, [.. (await before).Union(await after).Except(names)]);
    }
}
