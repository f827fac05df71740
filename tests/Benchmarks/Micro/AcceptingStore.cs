using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Benchmarks.Micro;

/// <summary>Accepts every task and stores none: leaves what the client does by itself.</summary>
internal sealed class AcceptingStore : ITaskStore, ISubmissionStore
{
    public string Description => "nowhere";

    public ISubmissionStore Submission => this;

    public IExecutionStore Execution => throw Missing();

    public IUpkeepStore Upkeep => throw Missing();

    public ITaskQueries Queries => throw Missing();

    public IRoutingStore Routing => throw Missing();

    public ISignals Signals => throw Missing();

    public IChangeFeed Changes => throw Missing();

    public ValueTask<IReadOnlyList<SubmitAnswer>> SubmitAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken) =>
        new([new SubmitAnswer(SubmitKind.Accepted, batch[0].Id, JobStatus.Submitted, batch[0].Queue, DateTimeOffset.UnixEpoch)]);

    public ValueTask<IReadOnlyList<CancelAnswer>> CancelAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) => throw Missing();

    public ValueTask<IReadOnlyList<ResubmitAnswer>> ResubmitAsync(IReadOnlyList<Ulid> ids, bool resetRetryCount, CancellationToken cancellationToken) =>
        throw Missing();

    public ValueTask<int> RemoveDeadLettersAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) => throw Missing();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException Missing() => new("only submits are measured here");
}
