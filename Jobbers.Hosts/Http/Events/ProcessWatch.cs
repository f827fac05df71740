using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Events;

/// <summary>Notices that queues, roles or limits changed, and that workers came, went or began to drain.</summary>
internal sealed class ProcessWatch(ITaskStore store)
{
    private long? _routing;
    private HashSet<(string, bool)>? _workers;

    /// <summary>Looks; the first look only learns how things stand.</summary>
    public async ValueTask<(bool Queues, bool Workers)> LookAsync(CancellationToken cancellationToken)
    {
        var routing = (await store.Routing.GetSnapshotAsync(cancellationToken)).Version;
        var workers = (await store.Queries.GetWorkersAsync(cancellationToken)).Select(worker => (worker.Profile.Worker, worker.Draining)).ToHashSet();
        var changed = (_routing is not null && _routing != routing, _workers is not null && !_workers.SetEquals(workers));
        (_routing, _workers) = (routing, workers);
        return changed;
    }
}
