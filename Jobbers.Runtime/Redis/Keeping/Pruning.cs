using System.Collections.Concurrent;
using Jobbers.Lifecycle;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Keeping;

/// <summary>Bounded steps of forgetting.</summary>
internal sealed class Pruning(ScriptRunner runner)
{
    private const int MaxStep = 500;

    /// <summary>
    /// Dead letters that the steps of a pass have gone by, of each index: they stay where they are, and the next step would walk past all of them again.
    /// What moves up meanwhile is found by the next pass.
    /// </summary>
    private readonly ConcurrentDictionary<(string Queue, JobStatus Status), int> _passed = new();

    public async ValueTask<PruneAnswer> PruneAsync(PruneRules rules, int limit, CancellationToken cancellationToken)
    {
        var queues = await QueueNames.ReadWithTasksAsync(runner, cancellationToken);
        var left = limit;
        var deadLetters = rules.DeadLetterAge is { } deadAge ? await DeadLettersAsync(queues, deadAge, left, cancellationToken) : 0;
        left -= deadLetters;
        var ended = rules.EndedAge is { } endedAge ? await EndedAsync(queues, endedAge, left, cancellationToken) : 0;
        left -= ended;
        var rates = rules.RateAge is { } rateAge ? await RatesAsync(queues, rateAge, left, cancellationToken) : 0;
        left -= rates;
        if (left > 0)
            _passed.Clear();
        await RestAsync(cancellationToken);
        return new PruneAnswer(ended, deadLetters, rates, left <= 0);
    }

    private async ValueTask<int> DeadLettersAsync(string[] queues, TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var queue in queues)
        {
            while (forgotten < limit)
            {
                var step = Math.Min(limit - forgotten, MaxStep);
                RedisValue[] values = [queue, StoreTime.Micros(age), step];
                var count = (int)await runner.RunAsync(runner.Scripts.PruneDeadLetters, values, cancellationToken);
                forgotten += count;
                if (count < step)
                    break;
            }
        }

        return forgotten;
    }

    private async ValueTask<int> EndedAsync(string[] queues, TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var queue in queues)
        {
            foreach (var status in JobStatusNames.Terminal)
                forgotten += await EndedAsync(queue, status, age, limit - forgotten, cancellationToken);
        }

        return forgotten;
    }

    private async ValueTask<int> EndedAsync(
        string queue, JobStatus status, TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        var deadLetters = _passed.GetValueOrDefault((queue, status));
        while (forgotten < limit)
        {
            var step = Math.Min(limit - forgotten, MaxStep);
            RedisValue[] values = [queue, status.ToWire(), StoreTime.Micros(age), deadLetters, step];
            var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.PruneEnded, values, cancellationToken))!;
            forgotten += (int)reply[0];
            deadLetters += (int)reply[1];
            if ((int)reply[0] + (int)reply[1] < step)
                break;
        }

        if (deadLetters > 0)
            _passed[(queue, status)] = deadLetters;
        return forgotten;
    }

    private async ValueTask<int> RatesAsync(string[] queues, TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var queue in queues)
        {
            if (forgotten >= limit)
                break;
            RedisValue[] values = [queue, StoreTime.Micros(age), Math.Min(limit - forgotten, MaxStep)];
            forgotten += (int)await runner.RunAsync(runner.Scripts.PruneRates, values, cancellationToken);
        }

        return forgotten;
    }

    private async ValueTask RestAsync(CancellationToken cancellationToken)
    {
        var graves = await QueueNames.ReadAsync(runner, RedisKeys.Graves, cancellationToken);
        string[][] chunks = graves.Length == 0 ? [[]] : [.. graves.Chunk(ClaimRequest.MaxQueues)];
        foreach (var chunk in chunks)
            await runner.RunAsync(runner.Scripts.PruneRest, Array.ConvertAll(chunk, name => (RedisValue)name), cancellationToken);
    }
}
