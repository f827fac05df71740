using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests.Workers;

/// <summary>A store whose answers to claims that bring something can be held on their way.</summary>
internal sealed class HeldClaims(ITaskStore inner) : ITaskStore, IExecutionStore
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _release;

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

    public void Hold() => _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _release!.SetResult();

    public async ValueTask<ClaimAnswer> ClaimAsync(WorkerCall call, ClaimRequest request, CancellationToken cancellationToken) =>
        await HoldAsync(await inner.Execution.ClaimAsync(call, request, cancellationToken));

    public ValueTask<IReadOnlyList<SettleAnswer>> SettleAsync(WorkerCall call, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        inner.Execution.SettleAsync(call, outcomes, cancellationToken);

    public async ValueTask<SettleAndClaimAnswer> SettleAndClaimAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, ClaimRequest request, CancellationToken cancellationToken)
    {
        var answer = await inner.Execution.SettleAndClaimAsync(call, outcomes, request, cancellationToken);
        await HoldAsync(answer.Claimed);
        return answer;
    }

    public HeartbeatAnswer Heartbeat(HeartbeatRequest request, TimeSpan deadline) => inner.Execution.Heartbeat(request, deadline);

    public ValueTask SignOffAsync(string worker, CancellationToken cancellationToken) => inner.Execution.SignOffAsync(worker, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask<ClaimAnswer> HoldAsync(ClaimAnswer answer)
    {
        if (_release is not { } release || answer.Claims.Count == 0)
            return answer;
        _came.TrySetResult();
        await release.Task;
        return answer;
    }
}
