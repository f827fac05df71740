using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

/// <summary>A store whose first submit can be made to fail, and whose second is held until it is released.</summary>
internal sealed class HeldStore(ITaskStore inner) : ITaskStore, ISubmissionStore
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _secondCame = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Calls { get; private set; }

    public Task SecondIsHeld => _secondCame.Task;

    public string Description => inner.Description;

    public ISubmissionStore Submission => this;

    public IExecutionStore Execution => inner.Execution;

    public IUpkeepStore Upkeep => inner.Upkeep;

    public ITaskQueries Queries => inner.Queries;

    public IRoutingStore Routing => inner.Routing;

    public ISignals Signals => inner.Signals;

    public IChangeFeed Changes => inner.Changes;

    /// <summary>By what no client tries again.</summary>
    public void FailFirst() => _first.SetException(new StoreRefusedException("a test says so"));

    public void ReleaseSecond() => _second.SetResult();

    public async ValueTask<IReadOnlyList<SubmitAnswer>> SubmitAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken)
    {
        if (++Calls == 2)
            _secondCame.SetResult();
        await (Calls == 1 ? _first : _second).Task;
        return await inner.Submission.SubmitAsync(batch, cancellationToken);
    }

    public ValueTask<IReadOnlyList<CancelAnswer>> CancelAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        inner.Submission.CancelAsync(ids, cancellationToken);

    public ValueTask<IReadOnlyList<ResubmitAnswer>> ResubmitAsync(IReadOnlyList<Ulid> ids, bool resetRetryCount, CancellationToken cancellationToken) =>
        inner.Submission.ResubmitAsync(ids, resetRetryCount, cancellationToken);

    public ValueTask<int> RemoveDeadLettersAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        inner.Submission.RemoveDeadLettersAsync(ids, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
