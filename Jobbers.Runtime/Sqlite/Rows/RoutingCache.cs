using Jobbers.Routing;

namespace Jobbers.Sqlite.Rows;

/// <summary>Queues and roles as the writer knows them, read again when the version in the file is another.</summary>
internal sealed class RoutingCache(RoutingRows rows)
{
    private RoutingSnapshot? _snapshot;
    private Dictionary<string, QueueConfig> _queues = [];

    public RoutingSnapshot Snapshot => _snapshot ?? throw new InvalidOperationException("No transaction has begun.");

    public QueueConfig? Queue(string name) => _queues.GetValueOrDefault(name);

    public void Refresh(long version)
    {
        if (_snapshot?.Version == version)
            return;
        _snapshot = rows.Read(version);
        _queues = _snapshot.Queues.ToDictionary(queue => queue.Name, StringComparer.Ordinal);
    }

    /// <summary>A rolled back change may have been read under a version that another process will write with other content.</summary>
    public void Discard() => _snapshot = null;
}
