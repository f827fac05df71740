using Jobbers.Lifecycle;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Keeping;

/// <summary>What schedulers, cleaners and healthy workers do for all, on Redis.</summary>
internal sealed class RedisUpkeep(ScriptRunner runner) : IUpkeepStore
{
    /// <summary>Most tasks of one script call.</summary>
    private const int MaxStep = 500;

    /// <summary>Values of one rescued task in the reply.</summary>
    private const int RescuedValues = 9;

    private readonly Promotion _promotion = new(runner);
    private readonly Pruning _pruning = new(runner);
    private readonly ServerHealth _health = new(runner);

    public ValueTask<PromoteAnswer> PromoteAsync(IReadOnlyList<string>? queues, int limit, CancellationToken cancellationToken) =>
        _promotion.PromoteAsync(queues, limit, cancellationToken);

    public async ValueTask<IReadOnlyList<RescuedTask>> RescueAsync(int limit, CancellationToken cancellationToken)
    {
        var rescued = new List<RescuedTask>();
        long position = 0;
        do
        {
            RedisValue[] values = [runner.Channel, Math.Min(limit - rescued.Count, MaxStep), position];
            var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.Rescue, values, cancellationToken))!;
            for (var at = 1; at < reply.Length; at += RescuedValues)
                rescued.Add(ReadRescued(reply.AsSpan(at, RescuedValues)));
            position = (long)reply[0];
        }
        while (position > 0 && rescued.Count < limit);
        return rescued;
    }

    public ValueTask<PruneAnswer> PruneAsync(PruneRules rules, int limit, CancellationToken cancellationToken) =>
        _pruning.PruneAsync(rules, limit, cancellationToken);

    public async ValueTask<IReadOnlyList<Ulid>> StallSilentAsync(TimeSpan staleTime, int limit, CancellationToken cancellationToken)
    {
        var stalled = new List<Ulid>();
        foreach (var queue in await QueueNames.ReadAsync(runner, RedisKeys.Queues, cancellationToken))
        {
            long position = 0;
            while (stalled.Count < limit)
            {
                var step = Math.Min(limit - stalled.Count, MaxStep);
                RedisValue[] values = [runner.Channel, queue, StoreTime.Micros(staleTime), position, step];
                var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.StallSilent, values, cancellationToken))!;
                stalled.AddRange(reply.Skip(1).Select(id => Ulid.Parse((string)id!)));
                var examined = (int)reply[0];
                position += examined - (reply.Length - 1);
                if (examined < step)
                    break;
            }
        }

        return stalled;
    }

    public async ValueTask<IReadOnlyList<Ulid>> FindWaitingAsync(
        DateTimeOffset? after, DateTimeOffset? before, int limit, CancellationToken cancellationToken)
    {
        var found = new List<(long Submitted, Ulid Id)>();
        var from = after is { } a ? StoreTime.Micros(a) : 0;
        var to = before is { } b ? StoreTime.Micros(b) : long.MaxValue / 4096;
        foreach (var queue in await QueueNames.ReadAsync(runner, RedisKeys.Queues, cancellationToken))
        {
            RedisValue[] values = [queue, from, to, Math.Min(limit, MaxStep)];
            RedisResult[] reply;
            do
            {
                reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.FindWaiting, values, cancellationToken))!;
            }
            while ((int)reply[0] == 1);
            for (var at = 1; at < reply.Length; at += 2)
                found.Add(((long)reply[at + 1], Ulid.Parse((string)reply[at]!)));
        }

        return [.. found.Order().Take(limit).Select(entry => entry.Id)];
    }

    public async ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken) =>
        StoreTime.Moment((long)await runner.RunAsync(runner.Scripts.Clock, [], cancellationToken));

    public async ValueTask<DateTimeOffset> ProveWritableAsync(CancellationToken cancellationToken) =>
        StoreTime.Moment((long)await runner.RunAsync(runner.Scripts.ProveWritable, [], cancellationToken));

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken) => _health.CheckAsync(cancellationToken);

    private static RescuedTask ReadRescued(ReadOnlySpan<RedisResult> reply)
    {
        var claim = new ClaimKey(Ulid.Parse((string)reply[0]!), (string)reply[1]!, (long)reply[2]);
        var status = StatusLetters.Status(((string)reply[6]!)[0]);
        return new RescuedTask(
            claim, (string)reply[3]!, (int)reply[4], (string?)reply[5] ?? "", status, (int)reply[7] == 1, (int)reply[8] == 1);
    }
}
