using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Builds claim requests.</summary>
internal static class ClaimRequests
{
    public static ClaimRequest Want(int want, params string[] queues) => new()
    {
        Want = want,
        Queues = [.. (queues.Length == 0 ? [RoutingNames.Default] : queues).Select(queue => new QueueRoom(queue, want))],
    };

    public static ClaimRequest WithSuspect(int want, params string[] queues) => new()
    {
        Want = want,
        Queues = Want(want, queues).Queues,
        TakesSuspect = true,
    };

    public static ClaimRequest Rooms(int want, params QueueRoom[] rooms) => new() { Want = want, Queues = rooms };
}
