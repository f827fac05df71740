using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>
/// A store that is not open yet: every call says why, as of any store that does not answer, until it is; then calls go through. So a manager
/// listens from its start, and everything in the process waits as it would in the middle of an outage.
/// </summary>
internal sealed class LateStore : ITaskStore
{
    private readonly StoreOpening _opening;
    private readonly CancellationTokenSource _closing;
    private readonly LateSignals _signals;
    private volatile ITaskStore? _store;
    private bool _disposed;

    public LateStore(StoreOpening opening, Task<ITaskStore> opened, CancellationTokenSource closing)
    {
        _opening = opening;
        _closing = closing;
        _signals = new LateSignals(this);
        Submission = new LateSubmission(this);
        Execution = new LateExecution(this);
        Upkeep = new LateUpkeep(this);
        Queries = new LateQueries(this);
        Routing = new LateRouting(this);
        Changes = new LateChanges(this);
        Opening = TakeAsync(opened);
    }

    public string Description => _store?.Description ?? _opening.Place;

    public ISubmissionStore Submission { get; }

    public IExecutionStore Execution { get; }

    public IUpkeepStore Upkeep { get; }

    public ITaskQueries Queries { get; }

    public IRoutingStore Routing { get; }

    public ISignals Signals => _signals;

    public IChangeFeed Changes { get; }

    /// <summary>Ends when the store is open; fails when it never can be.</summary>
    public Task Opening { get; }

    /// <summary>The store.</summary>
    /// <exception cref="StoreUnavailableException">It is not open yet; says why.</exception>
    public ITaskStore Opened => _store ?? throw new StoreUnavailableException(_opening.Trouble, null);

    public async ValueTask DisposeAsync()
    {
        // A program that embeds it has it under two names, and its provider disposes it for each.
        if (_disposed)
            return;
        _disposed = true;
        await _closing.CancelAsync();
        try
        {
            await Opening;
        }
        catch (Exception)
        {
            // Whoever waits for the opening was told.
        }

        if (_store is { } store)
            await store.DisposeAsync();
        _closing.Dispose();
    }

    private async Task TakeAsync(Task<ITaskStore> opened)
    {
        var store = await opened;
        _store = store;
        _signals.Open(store.Signals);
    }
}
