using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Statistics;

/// <summary>
/// Throughput and latency of the last minutes. What ended is counted by the store; latencies are told from the newest ends of each status. Read at
/// most once in five seconds, whoever asks; a minute that is over is counted once and remembered: what is resubmitted or forgotten later did end in it.
/// </summary>
internal sealed class RecentEnds(ITaskStore store, TimeProvider time) : IDisposable
{
    /// <summary>Newest ended tasks of each status that latencies are told from.</summary>
    public const int SampleSize = 100;

    /// <summary>Minutes shown, the present one among them.</summary>
    public const int ShownMinutes = 15;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneReader = new(1, 1);
    private readonly Dictionary<DateTimeOffset, EndMinute> _over = [];
    private RecentSample? _sample;
    private long _read;

    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async ValueTask<RecentSample> GetAsync(CancellationToken cancellationToken)
    {
        await _oneReader.WaitAsync(cancellationToken);
        try
        {
            if (_sample is { } known && time.GetElapsedTime(_read) < Freshness)
                return known;
            var sample = await ReadAsync(cancellationToken);
            (_sample, _read) = (sample, time.GetTimestamp());
            return sample;
        }
        finally
        {
            _oneReader.Release();
        }
    }

    public void Dispose() => _oneReader.Dispose();

    private async ValueTask<RecentSample> ReadAsync(CancellationToken cancellationToken)
    {
        // Ends bear the store's time; this machine's may differ.
        var now = await store.Upkeep.GetTimeAsync(cancellationToken);
        var ends = await store.Queries.CountEndsAsync(now - Window, now + Minute, cancellationToken);
        return new RecentSample(Window, ends, await ReadMinutesAsync(now, cancellationToken), await ReadNewestAsync(now - Window, cancellationToken));
    }

    private async ValueTask<IReadOnlyList<EndMinute>> ReadMinutesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var present = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Minute.Ticks), TimeSpan.Zero);
        var oldest = present - (Minute * (ShownMinutes - 1));
        foreach (var forgotten in _over.Keys.Where(start => start < oldest).ToList())
            _over.Remove(forgotten);
        var minutes = new List<EndMinute>(ShownMinutes);
        for (var start = oldest; start <= present; start += Minute)
        {
            if (!_over.TryGetValue(start, out var minute))
                minute = new EndMinute(start, await store.Queries.CountEndsAsync(start, start + Minute, cancellationToken));
            if (start < present)
                _over[start] = minute;
            minutes.Add(minute);
        }

        return minutes;
    }

    private async ValueTask<IReadOnlyList<RecentEnd>> ReadNewestAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var newest = new List<RecentEnd>();
        foreach (var status in JobStatusNames.Terminal)
            await AddNewestAsync(newest, status, since, cancellationToken);
        return newest;
    }

    /// <summary>Whole tasks are read, and each may be large: some at a time, no more than are young enough, and nothing is kept but their times.</summary>
    private async ValueTask AddNewestAsync(List<RecentEnd> newest, JobStatus status, DateTimeOffset since, CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (var left = SampleSize; left > 0; left -= ApiLimits.TasksAtOnce)
        {
            var query = new ListQuery { Status = status, Limit = Math.Min(left, ApiLimits.TasksAtOnce), Cursor = cursor };
            var page = await store.Queries.ListAsync(query, cancellationToken);
            var young = page.Tasks.Select(RecentEnd.Of).TakeWhile(end => end.At >= since).ToList();
            newest.AddRange(young);
            cursor = page.NextCursor;
            if (cursor is null || young.Count < page.Tasks.Count)
                return;
        }
    }
}
