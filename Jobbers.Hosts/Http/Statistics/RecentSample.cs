using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Statistics;

/// <summary>What ended lately.</summary>
/// <param name="Window">How far <paramref name="Ends"/> reach back.</param>
/// <param name="Ends">All that ended within the window, counted.</param>
/// <param name="Minutes">The last minutes, oldest first.</param>
/// <param name="Newest">The newest ends of each status within the window, in no order: a sample, to tell latencies from.</param>
internal sealed record RecentSample(
    TimeSpan Window, IReadOnlyList<EndCount> Ends, IReadOnlyList<EndMinute> Minutes, IReadOnlyList<RecentEnd> Newest)
{
    public RecentSample OfQueue(string queue) => new(
        Window,
        [.. Ends.Where(end => end.Queue == queue)],
        [.. Minutes.Select(minute => minute with { Ends = [.. minute.Ends.Where(end => end.Queue == queue)] })],
        [.. Newest.Where(end => end.Queue == queue)]);
}
