namespace Jobbers.Hosts.Http.Statistics;

/// <summary>All tasks seen that ended within a window.</summary>
/// <param name="Window">The window's length.</param>
/// <param name="Ends">In no order.</param>
internal sealed record RecentSample(TimeSpan Window, IReadOnlyList<RecentEnd> Ends)
{
    public RecentSample OfQueue(string queue) => this with { Ends = [.. Ends.Where(end => end.Queue == queue)] };
}
