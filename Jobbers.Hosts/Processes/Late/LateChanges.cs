using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>Changes of status, once the store is open.</summary>
internal sealed class LateChanges(LateStore store) : IChangeFeed
{
    public ValueTask RenewListenerAsync(CancellationToken cancellationToken) => store.Opened.Changes.RenewListenerAsync(cancellationToken);

    public ValueTask<ChangePage> ReadAsync(string? position, int limit, CancellationToken cancellationToken) =>
        store.Opened.Changes.ReadAsync(position, limit, cancellationToken);
}
