using System.Text;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Tests;

/// <summary>A worker process as the store sees it, moved by hand.</summary>
internal sealed class FakeWorker(ITaskStore store, string name = "worker-1")
{
    private long _calls;

    public WorkerProfile Profile { get; } = new()
    {
        Worker = name,
        Host = "host-1",
        ProcessId = 4711,
        Version = "1.2.3",
        Role = "default",
        Slots = 2,
        StartedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Tasks = ["echo@1", "generate_report@1"],
    };

    public HeartbeatAnswer Heartbeat(IReadOnlyList<string> queues, params ClaimedTask[] claims) => store.Execution.Heartbeat(
        new HeartbeatRequest
        {
            Worker = Profile,
            Queues = queues,
            SlotsUsed = claims.Length,
            Claims = [.. claims.Select(claim => claim.Key)],
            Beats = [.. claims.Select(claim => new Beat(claim.Key, TimeSpan.Zero, 0.5, "half way"))],
        },
        TimeSpan.FromSeconds(60));

    public async Task<ClaimedTask> ClaimAsync(string queue = "reports")
    {
        var request = new ClaimRequest { Want = 1, Queues = [new QueueRoom(queue, 1)] };
        return Assert.Single((await store.Execution.ClaimAsync(Next(), request, CancellationToken.None)).Claims);
    }

    public async Task SettleAsync(ClaimedTask claim, OutcomeKind kind, string? result = null, AttemptFailure? failure = null, TimeSpan? delay = null)
    {
        var outcome = new Outcome
        {
            Claim = claim.Key,
            Kind = kind,
            StartedAt = claim.StartedAt,
            Result = result is null ? null : Encoding.UTF8.GetBytes(result),
            Failure = failure,
            Delay = delay,
        };
        Assert.True(Assert.Single(await store.Execution.SettleAsync(Next(), [outcome], CancellationToken.None)).Written);
    }

    public async Task CompleteAsync(string queue = "reports", string? result = null) =>
        await SettleAsync(await ClaimAsync(queue), OutcomeKind.Completed, result);

    public async Task FailAsync(string queue = "reports", string type = "ConnectionError") =>
        await SettleAsync(await ClaimAsync(queue), OutcomeKind.Failed, failure: AttemptFailure.From(type, "upstream timed out", "at Reports.Make()"));

    private WorkerCall Next() => new(name, ++_calls);
}
