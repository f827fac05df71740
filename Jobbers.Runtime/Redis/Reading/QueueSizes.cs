using Jobbers.Lifecycle;
using Jobbers.Redis.Keeping;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>Sizes of all queues, up to 32 a call.</summary>
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
        var names = await QueueNames.ReadAsync(runner, RedisKeys.Queues, cancellationToken);
        Array.Sort(names, StringComparer.Ordinal);
        var counts = new List<QueueCounts>(names.Length);
        foreach (var chunk in names.Chunk(ClaimRequest.MaxQueues))
        {
            var values = Array.ConvertAll(chunk, name => (RedisValue)name);
            var reply = (long[])(await runner.RunAsync(runner.Scripts.Counts, [RedisKeys.Prefix], values, cancellationToken))!;
            var width = Statuses.Length + 2;
            for (var i = 0; i < chunk.Length; i++)
                counts.Add(Read(chunk[i], reply.AsSpan(i * width, width)));
        }

        return counts;
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
