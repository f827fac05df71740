using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Keeping;

/// <summary>
/// Queues due tasks, the queues in turn: a pass that reaches its bound is followed by one that begins with the next queue, so that one with ever more
/// due tasks keeps none of the others waiting. Each process keeps its own turn.
/// </summary>
internal sealed class Promotion(ScriptRunner runner)
{
    /// <summary>Most tasks of one script call.</summary>
    private const int MaxStep = 500;

    /// <summary>The queue that comes first in the next pass, or the one after it where that is gone.</summary>
    private volatile string _first = "";

    public async ValueTask<PromoteAnswer> PromoteAsync(IReadOnlyList<string>? queues, int limit, CancellationToken cancellationToken)
    {
        var turn = InTurn(queues ?? await QueueNames.ReadAsync(runner, RedisKeys.Queues, cancellationToken), _first);
        var total = new PromoteAnswer(0, null, TimeSpan.Zero);
        var left = limit;
        // Without room left the others are still asked when their next task is due.
        for (var at = 0; at < turn.Length; at += ClaimRequest.MaxQueues)
        {
            var room = Math.Clamp(left, 0, MaxStep);
            RedisValue[] values = [runner.Channel, room, .. turn.Skip(at).Take(ClaimRequest.MaxQueues).Select(name => (RedisValue)name)];
            var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.Promote, values, cancellationToken))!;
            var seen = (int)reply[0];
            if (seen > 0 && seen == room)
                _first = turn[(at + (int)reply[4]) % turn.Length];
            left -= seen;
            total = Sum(total, reply);
        }

        return total;
    }

    private static string[] InTurn(IReadOnlyList<string> queues, string first)
    {
        var names = queues.Order(StringComparer.Ordinal).ToArray();
        var begin = Array.FindIndex(names, name => string.CompareOrdinal(name, first) >= 0);
        return begin <= 0 ? names : [.. names[begin..], .. names[..begin]];
    }

    private static PromoteAnswer Sum(PromoteAnswer total, RedisResult[] reply)
    {
        var next = StoreTime.SpanOrNull((long)reply[2]);
        var lateness = StoreTime.Span((long)reply[3]);
        return new PromoteAnswer(
            total.Promoted + (int)reply[1],
            total.NextDue is { } known && (next is null || known < next) ? known : next,
            lateness > total.MaxLateness ? lateness : total.MaxLateness);
    }
}
