using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests.Workers;

/// <summary>A store whose answers to claims that bring something can be held on their way.</summary>
internal sealed class HeldClaims(ITaskStore inner) : ITaskStore, IExecutionStore
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _release;
    private TaskCompletionSource? _refused;

    /// <summary>A claim has been made, and its answer is held.</summary>
    public Task ClaimIsHeld => _came.Task;

    public string Description => inner.Description;

    public ISubmissionStore Submission => inner.Submission;

    public IExecutionStore Execution => this;

    public IUpkeepStore Upkeep => inner.Upkeep;

    public ITaskQueries Queries => inner.Queries;

    public IRoutingStore Routing => inner.Routing;

    public ISignals Signals => inner.Signals;

    public IChangeFeed Changes => inner.Changes;

    public int WorthACall => inner.Execution.WorthACall;

    /// <summary>From here on the store takes no outcomes.</summary>
    public void RefuseSettles() => _refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An outcome was refused.</summary>
    public Task SettleIsRefused => _refused!.Task;

    public void Hold() => _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _release!.SetResult();

    public async ValueTask<ClaimAnswer> ClaimAsync(WorkerCall call, ClaimRequest request, CancellationToken cancellationToken) =>
        await HoldAsync(await inner.Execution.ClaimAsync(call, request, cancellationToken));

    public ValueTask<IReadOnlyList<SettleAnswer>> SettleAsync(WorkerCall call, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        ThrowIfRefused();
        return inner.Execution.SettleAsync(call, outcomes, cancellationToken);
    }

    public async ValueTask<SettleAndClaimAnswer> SettleAndClaimAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, ClaimRequest request, CancellationToken cancellationToken)
    {
        ThrowIfRefused();
        var answer = await inner.Execution.SettleAndClaimAsync(call, outcomes, request, cancellationToken);
        await HoldAsync(answer.Claimed);
        return answer;
    }

    public HeartbeatAnswer Heartbeat(HeartbeatRequest request, TimeSpan deadline) => inner.Execution.Heartbeat(request, deadline);

    public ValueTask SignOffAsync(string worker, CancellationToken cancellationToken) => inner.Execution.SignOffAsync(worker, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void ThrowIfRefused()
    {
        if (_refused is null)
            return;
        _refused.TrySetResult();
        throw new StoreUnavailableException("It is away.", null);
    }

    private async ValueTask<ClaimAnswer> HoldAsync(ClaimAnswer answer)
    {
        if (_release is not { } release || answer.Claims.Count == 0)
            return answer;
        _came.TrySetResult();
        await release.Task;
        return answer;
    }
}
