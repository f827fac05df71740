using Jobbers.Sqlite.Writing;
using Jobbers.Storage;

namespace Jobbers.Sqlite;

/// <summary>The verbs of workers.</summary>
internal sealed class SqliteExecution(Writer writer) : IExecutionStore
{
    /// <summary>Each call is a commit of some pages: halves of 200 tasks would write more of them.</summary>
    public int WorthACall => int.MaxValue;

    public async ValueTask<ClaimAnswer> ClaimAsync(WorkerCall call, ClaimRequest request, CancellationToken cancellationToken) =>
        (await SettleAndClaimAsync(call, [], request, cancellationToken)).Claimed;

    public async ValueTask<IReadOnlyList<SettleAnswer>> SettleAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        (await SettleAndClaimAsync(call, outcomes, ClaimRequest.None, cancellationToken)).Settled;

    public ValueTask<SettleAndClaimAnswer> SettleAndClaimAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, ClaimRequest request, CancellationToken cancellationToken) =>
        writer.RunAsync(
            verbs => verbs.Calls.Execute(call, outcomes, request),
            cancellationToken,
            outcomes.Count > 0 && request.Want == 0 ? FlushTime.BeforeAnswer : FlushTime.AfterAnswer);

    public HeartbeatAnswer Heartbeat(HeartbeatRequest request, TimeSpan deadline) =>
        writer.Run(verbs => verbs.Renew.Execute(request), deadline);

    public async ValueTask SignOffAsync(string worker, CancellationToken cancellationToken) =>
        await writer.RunAsync(
            verbs =>
            {
                verbs.Calls.SignOff(worker);
                return true;
            },
            cancellationToken);
}
