using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Statistics;

/// <summary>
/// Throughput and latency of the last five minutes, from the newest ended tasks of each status. When more ended than are looked at, the window is
/// shortened to what was seen whole, so that rates stay true. Read at most once in five seconds, whoever asks.
/// </summary>
internal sealed class RecentEnds(ITaskQueries queries, TimeProvider time) : IDisposable
{
    /// <summary>Newest ended tasks of each status that are looked at.</summary>
    public const int SampleSize = 100;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneReader = new(1, 1);
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
        var now = time.GetUtcNow();
        var since = now - Window;
        var ends = new List<RecentEnd>();
        foreach (var status in JobStatusNames.Terminal)
        {
            var page = await queries.ListAsync(new ListQuery { Status = status, Limit = SampleSize }, cancellationToken);
            ends.AddRange(page.Tasks.Select(RecentEnd.Of));
            if (page.Tasks.Count == SampleSize && page.Tasks[^1].CompletedAt is { } oldest && oldest > since)
                since = oldest;
        }

        return new RecentSample(now - since, [.. ends.Where(end => end.At >= since)]);
    }
}
