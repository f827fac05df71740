using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Statistics;

/// <summary>What ended within one minute of the clock; the newest is not over yet.</summary>
internal sealed record EndMinute(DateTimeOffset Start, IReadOnlyList<EndCount> Ends);
