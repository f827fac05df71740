using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Reading;
using Jobbers.Storage;

namespace Jobbers.Sqlite;

/// <summary>Bounded reads. They take microseconds to a few milliseconds, on the caller's thread.</summary>
internal sealed class SqliteQueries(ReaderPool readers) : ITaskQueries
{
    public ValueTask<IReadOnlyList<TaskRecord?>> GetAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        Read(session => session.Tasks.Get(ids), cancellationToken);

    public ValueTask<IReadOnlyList<JobStatus?>> GetStatusesAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        Read(session => session.Tasks.GetStatuses(ids), cancellationToken);

    public ValueTask<TaskPage> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        Read(session => session.Lists.List(query), cancellationToken);

    public ValueTask<TaskPage> ListDeadLettersAsync(ListQuery query, CancellationToken cancellationToken) =>
        Read(session => session.Lists.ListDeadLetters(query), cancellationToken);

    public ValueTask<IReadOnlyList<AttemptRecord>?> GetHistoryAsync(Ulid id, CancellationToken cancellationToken) =>
        Read(session => session.History.Get(id), cancellationToken);

    public ValueTask<IReadOnlyList<QueueCounts>> CountAsync(CancellationToken cancellationToken) =>
        Read(session => session.Counts.Count(session.Now), cancellationToken);

    public ValueTask<IReadOnlyList<EndCount>> CountEndsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Read(session => session.Counts.CountEnds(Micros.Of(from), Micros.Of(to)), cancellationToken);

    public ValueTask<IReadOnlyList<WorkerRecord>> GetWorkersAsync(CancellationToken cancellationToken) =>
        Read(session => session.Workers.Get(session.Now), cancellationToken);

    public ValueTask<WaitingState?> GetWaitingStateAsync(Ulid id, CancellationToken cancellationToken) =>
        Read(session => session.Waiting.Get(id, session.ReadRouting(), session.Now), cancellationToken);

    private ValueTask<T> Read<T>(Func<ReadSession, T> query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(readers.Read(query));
    }
}
