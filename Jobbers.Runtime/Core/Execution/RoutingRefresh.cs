using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>Reloads the routing when asked to: one load at a time, until one worked that was begun after the last request.</summary>
internal sealed class RoutingRefresh(
    IRoutingStore store, WorkerRouting routing, Action<bool> loaded, TimeProvider time, ILogger logger, CancellationToken stopping)
{
    private const int Idle = 0, Asked = 1, Loading = 2;

    private readonly StoreOutage _outage = new("Routing", logger);
    private int _wanted;

    /// <summary>Asks for a reload; returns at once.</summary>
    public void Request()
    {
        if (Interlocked.Exchange(ref _wanted, Asked) == Idle)
            _ = ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _wanted, Loading);
            try
            {
                var changed = routing.Load(await store.GetSnapshotAsync(stopping));
                _outage.Over();
                loaded(changed);
                if (Interlocked.CompareExchange(ref _wanted, Idle, Loading) == Loading)
                    return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                await Task.Delay(_outage.Failed(failure), time, CancellationToken.None);
            }
        }
    }
}
