using Jobbers.Routing;
using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>Queues and roles, once the store is open.</summary>
internal sealed class LateRouting(LateStore store) : IRoutingStore
{
    public ValueTask<RoutingSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        store.Opened.Routing.GetSnapshotAsync(cancellationToken);

    public ValueTask EnsureQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        store.Opened.Routing.EnsureQueuesAsync(names, cancellationToken);

    public ValueTask<bool> PutQueueAsync(QueueConfig queue, bool mustBeNew, CancellationToken cancellationToken) =>
        store.Opened.Routing.PutQueueAsync(queue, mustBeNew, cancellationToken);

    public ValueTask<bool> SetPausedAsync(string queue, bool paused, CancellationToken cancellationToken) =>
        store.Opened.Routing.SetPausedAsync(queue, paused, cancellationToken);

    public ValueTask<DeletionStep> DeleteQueueAsync(string queue, bool force, CancellationToken cancellationToken) =>
        store.Opened.Routing.DeleteQueueAsync(queue, force, cancellationToken);

    public ValueTask<DeletionStep> ContinueDeletionAsync(string queue, CancellationToken cancellationToken) =>
        store.Opened.Routing.ContinueDeletionAsync(queue, cancellationToken);

    public ValueTask<bool> PutRoleAsync(RoleConfig role, bool mustBeNew, CancellationToken cancellationToken) =>
        store.Opened.Routing.PutRoleAsync(role, mustBeNew, cancellationToken);

    public ValueTask<bool> DeleteRoleAsync(string role, CancellationToken cancellationToken) =>
        store.Opened.Routing.DeleteRoleAsync(role, cancellationToken);
}
