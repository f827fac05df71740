using Jobbers.Routing;
using Jobbers.Sqlite.Reading;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;

namespace Jobbers.Sqlite;

/// <summary>Queues and roles.</summary>
internal sealed class SqliteRouting(Writer writer, ReaderPool readers) : IRoutingStore
{
    public ValueTask<RoutingSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(readers.Read(session => session.ReadRouting()));

    public async ValueTask EnsureQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        await writer.RunAsync(verbs => verbs.Routing.EnsureQueues(names), cancellationToken);

    public ValueTask<bool> PutQueueAsync(QueueConfig queue, bool mustBeNew, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Routing.PutQueue(queue, mustBeNew), cancellationToken);

    public ValueTask<bool> SetPausedAsync(string queue, bool paused, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Routing.SetPaused(queue, paused), cancellationToken);

    public ValueTask<DeletionStep> DeleteQueueAsync(string queue, bool force, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Routing.DeleteQueue(queue, force), cancellationToken);

    public ValueTask<DeletionStep> ContinueDeletionAsync(string queue, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Routing.ContinueDeletion(queue), cancellationToken);

    public ValueTask<bool> PutRoleAsync(RoleConfig role, bool mustBeNew, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Routing.PutRole(role, mustBeNew), cancellationToken);

    public ValueTask<bool> DeleteRoleAsync(string role, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Routing.DeleteRole(role), cancellationToken);
}
