using Jobbers.Lifecycle;
using Jobbers.Redis.Keeping;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>Sizes of all queues, deleted ones that still have ended tasks among them, up to 32 a call.</summary>
internal sealed class QueueSizes(ScriptRunner runner)
{
    /// <summary>As the script answers them.</summary>
    private static readonly JobStatus[] Statuses =
    [
        JobStatus.Submitted, JobStatus.Started, JobStatus.Completed, JobStatus.Failed, JobStatus.Scheduled, JobStatus.Cancelled,
        JobStatus.Stalled, JobStatus.Dropped,
    ];

    public async ValueTask<IReadOnlyList<QueueCounts>> CountAsync(CancellationToken cancellationToken)
    {
        var (living, deleted) = await QueueNames.ReadBothAsync(runner, cancellationToken);
        var graves = deleted.ToHashSet(StringComparer.Ordinal);
        var counts = new List<QueueCounts>(living.Length + graves.Count);
        foreach (var chunk in living.Concat(deleted).Order(StringComparer.Ordinal).Chunk(ClaimRequest.MaxQueues))
            counts.AddRange(await CountAsync(chunk, graves, cancellationToken));
        return counts;
    }

    private async ValueTask<IEnumerable<QueueCounts>> CountAsync(string[] queues, HashSet<string> graves, CancellationToken cancellationToken)
    {
        var values = Array.ConvertAll(queues, name => (RedisValue)name);
        var reply = (long[])(await runner.RunAsync(runner.Scripts.Counts, values, cancellationToken))!;
        var width = Statuses.Length + 2;
        // The grave of a queue whose last task was pruned stays until the next pruning.
        return queues.Select((queue, i) => Read(queue, reply.AsSpan(i * width, width)) with { IsDeleted = graves.Contains(queue) })
            .Where(counts => !counts.IsDeleted || counts.ByStatus.Count > 0);
    }

    private static QueueCounts Read(string queue, ReadOnlySpan<long> reply)
    {
        var byStatus = new Dictionary<JobStatus, long>();
        for (var i = 0; i < Statuses.Length; i++)
        {
            if (reply[i] > 0)
                byStatus[Statuses[i]] = reply[i];
        }

        return new QueueCounts(queue, byStatus, reply[Statuses.Length], StoreTime.SpanOrNull(reply[Statuses.Length + 1]));
    }
}
