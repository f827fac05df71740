using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>What is read, once the store is open.</summary>
internal sealed class LateQueries(LateStore store) : ITaskQueries
{
    public ValueTask<IReadOnlyList<TaskRecord?>> GetAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        store.Opened.Queries.GetAsync(ids, cancellationToken);

    public ValueTask<IReadOnlyList<JobStatus?>> GetStatusesAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        store.Opened.Queries.GetStatusesAsync(ids, cancellationToken);

    public ValueTask<TaskPage> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        store.Opened.Queries.ListAsync(query, cancellationToken);

    public ValueTask<TaskPage> ListDeadLettersAsync(ListQuery query, CancellationToken cancellationToken) =>
        store.Opened.Queries.ListDeadLettersAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<AttemptRecord>?> GetHistoryAsync(Ulid id, CancellationToken cancellationToken) =>
        store.Opened.Queries.GetHistoryAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<QueueCounts>> CountAsync(CancellationToken cancellationToken) =>
        store.Opened.Queries.CountAsync(cancellationToken);

    public ValueTask<IReadOnlyList<EndCount>> CountEndsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.Opened.Queries.CountEndsAsync(from, to, cancellationToken);

    public ValueTask<IReadOnlyList<WorkerRecord>> GetWorkersAsync(CancellationToken cancellationToken) =>
        store.Opened.Queries.GetWorkersAsync(cancellationToken);

    public ValueTask<WaitingState?> GetWaitingStateAsync(Ulid id, CancellationToken cancellationToken) =>
        store.Opened.Queries.GetWaitingStateAsync(id, cancellationToken);
}
