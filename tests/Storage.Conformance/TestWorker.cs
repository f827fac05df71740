using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>A worker process as a store sees it: an id of its own, one number stream for claims and settles, heartbeats beside it.</summary>
internal sealed class TestWorker(ITaskStore store, string name)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public string Name => name;

    public WorkerProfile Profile { get; } = new()
    {
        Worker = name,
        Host = "host-1",
        ProcessId = 4711,
        Version = "1.2.3",
        Role = RoutingNames.Default,
        Slots = 8,
        StartedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Tasks = ["send_mail@1"],
    };

    /// <summary>The number of its last claim or settle.</summary>
    public WorkerCall LastCall { get; private set; } = new(name, 0);

    public ValueTask<ClaimAnswer> ClaimAsync(ClaimRequest request) => store.Execution.ClaimAsync(Next(), request, CancellationToken.None);

    public ValueTask<ClaimAnswer> ClaimAsync(int want, params string[] queues) => ClaimAsync(ClaimRequests.Want(want, queues));

    public async ValueTask<ClaimedTask> ClaimOneAsync(params string[] queues) => Assert.Single((await ClaimAsync(1, queues)).Claims);

    public ValueTask<ClaimAnswer> RepeatClaimAsync(ClaimRequest request) =>
        store.Execution.ClaimAsync(LastCall, request, CancellationToken.None);

    public ValueTask<IReadOnlyList<SettleAnswer>> SettleAsync(params Outcome[] outcomes) =>
        store.Execution.SettleAsync(Next(), outcomes, CancellationToken.None);

    public async ValueTask<SettleAnswer> SettleOneAsync(Outcome outcome) => Assert.Single(await SettleAsync(outcome));

    public ValueTask<IReadOnlyList<SettleAnswer>> RepeatSettleAsync(params Outcome[] outcomes) =>
        store.Execution.SettleAsync(LastCall, outcomes, CancellationToken.None);

    public ValueTask<SettleAndClaimAnswer> SettleAndClaimAsync(ClaimRequest request, params Outcome[] outcomes) =>
        store.Execution.SettleAndClaimAsync(Next(), outcomes, request, CancellationToken.None);

    public ValueTask<SettleAndClaimAnswer> RepeatSettleAndClaimAsync(ClaimRequest request, params Outcome[] outcomes) =>
        store.Execution.SettleAndClaimAsync(LastCall, outcomes, request, CancellationToken.None);

    /// <summary>Reports without a claim: it lives, and lets go of what it may still hold.</summary>
    public HeartbeatAnswer Report() => Heartbeat([]);

    public HeartbeatAnswer Heartbeat(params ClaimedTask[] claims) => Heartbeat([.. claims.Select(claim => claim.Key)], []);

    public HeartbeatAnswer Heartbeat(IReadOnlyList<ClaimKey> claims, IReadOnlyList<Beat> beats) => Heartbeat(new HeartbeatRequest
    {
        Worker = Profile,
        Queues = [RoutingNames.Default],
        SlotsUsed = claims.Count,
        Claims = claims,
        Beats = beats,
    });

    public HeartbeatAnswer Heartbeat(HeartbeatRequest request) => store.Execution.Heartbeat(request, Deadline);

    public ValueTask SignOffAsync() => store.Execution.SignOffAsync(name, CancellationToken.None);

    private WorkerCall Next() => LastCall = new WorkerCall(name, LastCall.Number + 1);
}
