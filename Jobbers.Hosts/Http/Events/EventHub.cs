using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Http.Events;

/// <summary>
/// The one reader of the change feed in this process, for all its listeners. It runs while there are any, and outlives outages of the store.
/// </summary>
internal sealed class EventHub(ITaskStore store, TimeProvider time, ILogger<EventHub> logger) : IAsyncDisposable
{
    private const int PageSize = 500;

    /// <summary>How often a joining listener and the hub try to meet at one position before a change may be told twice.</summary>
    private const int Meetings = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly StoreOutage _outage = new("Events", logger);
    private ProcessWatch _processes = new(store);
    private EventListener[] _listeners = [];
    private Task? _loop;
    private string _position = "";
    private long _renewed;
    private long _looked;

    /// <summary>Adds a listener.</summary>
    /// <param name="position">Where it goes on; null for the present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<EventListener> JoinAsync(string? position, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!Runs)
                await BeginAsync(cancellationToken);
            var listener = new EventListener(Leave);
            if (position is not null)
                await CatchUpAsync(listener, position, cancellationToken);
            lock (_gate)
            {
                _listeners = [.. _listeners, listener];
                _loop ??= PollAsync();
            }

            return listener;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task? loop;
        lock (_gate)
            loop = _loop;
        if (loop is not null)
            await loop;
        _stopping.Dispose();
        _turn.Dispose();
    }

    private bool Runs
    {
        get
        {
            lock (_gate)
                return _loop is not null;
        }
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        await store.Changes.RenewListenerAsync(cancellationToken);
        _position = (await store.Changes.ReadAsync(null, PageSize, cancellationToken)).Position;
        _processes = new ProcessWatch(store);
        await _processes.LookAsync(cancellationToken);
        _renewed = _looked = time.GetTimestamp();
    }

    /// <summary>
    /// Gives a listener what it missed, until it stands where the hub stands. Positions can only be compared for equality: under changes without a
    /// pause the two may not meet, and then the last changes may be told twice rather than never.
    /// </summary>
    private async ValueTask CatchUpAsync(EventListener listener, string position, CancellationToken cancellationToken)
    {
        for (var meeting = 0; meeting < Meetings; meeting++)
        {
            ChangePage page;
            do
            {
                page = await store.Changes.ReadAsync(position, PageSize, cancellationToken);
                position = page.Position;
                listener.Offer(new EventBatch(page.Changes, position) { Reset = page.Reset });
            }
            while (page.Changes.Count == PageSize);
            if (position == _position || meeting == Meetings - 1)
                return;
            await ReadAsync(false, false, cancellationToken);
            if (position == _position)
                return;
        }
    }

    private void Leave(EventListener listener)
    {
        lock (_gate)
            _listeners = [.. _listeners.Where(known => known != listener)];
    }

    private async Task PollAsync()
    {
        while (true)
        {
            var pause = await LookAsync();
            try
            {
                await Task.Delay(pause, time, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            lock (_gate)
            {
                if (_listeners.Length > 0)
                    continue;
                _loop = null;
                return;
            }
        }
    }

    /// <summary>Looks once.</summary>
    /// <returns>How long to wait before the next look.</returns>
    private async Task<TimeSpan> LookAsync()
    {
        try
        {
            await _turn.WaitAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return Pause;
        }

        try
        {
            if (time.GetElapsedTime(_renewed) > Renewal)
            {
                await store.Changes.RenewListenerAsync(_stopping.Token);
                _renewed = time.GetTimestamp();
            }

            var (queues, workers) = (false, false);
            if (time.GetElapsedTime(_looked) > Look)
            {
                (queues, workers) = await _processes.LookAsync(_stopping.Token);
                _looked = time.GetTimestamp();
            }

            await ReadAsync(queues, workers, _stopping.Token);
            _outage.Over();
            return Pause;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return Pause;
        }
        catch (Exception failure)
        {
            return _outage.Failed(failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask ReadAsync(bool queues, bool workers, CancellationToken cancellationToken)
    {
        var page = await store.Changes.ReadAsync(_position, PageSize, cancellationToken);
        _position = page.Position;
        var batch = new EventBatch(page.Changes, page.Position) { Reset = page.Reset, Queues = queues, Workers = workers };
        EventListener[] listeners;
        lock (_gate)
            listeners = _listeners;
        foreach (var listener in listeners)
            listener.Offer(batch);
    }
}
