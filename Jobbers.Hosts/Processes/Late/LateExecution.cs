using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>What a worker does, once the store is open.</summary>
internal sealed class LateExecution(LateStore store) : IExecutionStore
{
    public int WorthACall => store.Opened.Execution.WorthACall;

    public ValueTask<ClaimAnswer> ClaimAsync(WorkerCall call, ClaimRequest request, CancellationToken cancellationToken) =>
        store.Opened.Execution.ClaimAsync(call, request, cancellationToken);

    public ValueTask<IReadOnlyList<SettleAnswer>> SettleAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        store.Opened.Execution.SettleAsync(call, outcomes, cancellationToken);

    public ValueTask<SettleAndClaimAnswer> SettleAndClaimAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, ClaimRequest request, CancellationToken cancellationToken) =>
        store.Opened.Execution.SettleAndClaimAsync(call, outcomes, request, cancellationToken);

    public HeartbeatAnswer Heartbeat(HeartbeatRequest request, TimeSpan deadline) => store.Opened.Execution.Heartbeat(request, deadline);

    public ValueTask SignOffAsync(string worker, CancellationToken cancellationToken) =>
        store.Opened.Execution.SignOffAsync(worker, cancellationToken);
}
