using Jobbers.Lifecycle;
using Jobbers.Redis.Executing;
using Jobbers.Redis.Keeping;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>Bounded reads, on Redis.</summary>
internal sealed class RedisQueries(ScriptRunner runner) : ITaskQueries
{
    private const int MaxIds = 500;

    /// <summary>Cursor letters of listings that are not of one status.</summary>
    private const char AllTasks = 'i';

    private const char DeadLetters = 'D';

    private readonly TaskReader _tasks = new(runner);
    private readonly QueueSizes _sizes = new(runner);

    public async ValueTask<IReadOnlyList<TaskRecord?>> GetAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        await _tasks.GetAsync(ids, cancellationToken);

    public async ValueTask<IReadOnlyList<JobStatus?>> GetStatusesAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken)
    {
        var statuses = new List<JobStatus?>(ids.Count);
        foreach (var chunk in ids.Chunk(MaxIds))
        {
            var values = Array.ConvertAll(chunk, id => (RedisValue)id.ToString());
            var letters = (string)(await runner.RunAsync(runner.Scripts.Statuses, values, cancellationToken))!;
            foreach (var letter in letters)
                statuses.Add(letter == '-' ? null : StatusLetters.Status(letter));
        }

        return statuses;
    }

    public async ValueTask<TaskPage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        if (query.Status is not { } status)
        {
            var all = new TaskListing(new IdSource(runner), _tasks, new TaskFilter(query, byQueue: true), AllTasks);
            return await all.ReadAsync(query, _ => true, cancellationToken);
        }

        if (status == JobStatus.Unsubmitted)
            return new TaskPage([], null);
        var source = SourceOf(status, await QueuesAsync(query, cancellationToken));
        var listing = new TaskListing(source, _tasks, new TaskFilter(query, byQueue: false), StatusLetters.Of(status));
        return await listing.ReadAsync(query, task => task.Status == status, cancellationToken);
    }

    public async ValueTask<TaskPage> ListDeadLettersAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var queues = await QueuesAsync(query, cancellationToken);
        var source = new ScoredSource(runner, Indexes("dead", queues), descending: true);
        var listing = new TaskListing(source, _tasks, new TaskFilter(query, byQueue: false), DeadLetters);
        return await listing.ReadAsync(query, task => task.IsDeadLetter, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<AttemptRecord>?> GetHistoryAsync(Ulid id, CancellationToken cancellationToken)
    {
        var task = _tasks.GetAsync([id], cancellationToken);
        var history = runner.AwaitAsync(runner.Database.HashGetAllAsync(RedisKeys.History(id)), cancellationToken);
        return (await task)[0] is { } known ? HistoryHash.Read(await history, known) : null;
    }

    public ValueTask<IReadOnlyList<QueueCounts>> CountAsync(CancellationToken cancellationToken) => _sizes.CountAsync(cancellationToken);

    public async ValueTask<IReadOnlyList<EndCount>> CountEndsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var queues = await QueueNames.ReadWithTasksAsync(runner, cancellationToken);
        var places = queues.SelectMany(_ => JobStatusNames.Terminal, (queue, status) => (queue, status)).ToList();
        var counts = places.ConvertAll(place => runner.Database.SortedSetLengthAsync(
            RedisKeys.Index(place.status.ToWire(), place.queue), StoreTime.Micros(from), StoreTime.Micros(to), Exclude.Stop));
        var ends = new List<EndCount>();
        for (var i = 0; i < places.Count; i++)
        {
            if (await runner.AwaitAsync(counts[i], cancellationToken) is > 0 and var count)
                ends.Add(new EndCount(places[i].queue, places[i].status, count));
        }

        return ends;
    }

    public async ValueTask<IReadOnlyList<WorkerRecord>> GetWorkersAsync(CancellationToken cancellationToken)
    {
        var ids = (string[])(await runner.RunAsync(runner.Scripts.Workers, [], cancellationToken))!;
        var reads = Array.ConvertAll(ids, id => runner.Database.HashGetAllAsync(RedisKeys.Worker(id)));
        var workers = new List<WorkerRecord>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            if (WorkerHash.Read(ids[i], await runner.AwaitAsync(reads[i], cancellationToken)) is { } worker)
                workers.Add(worker);
        }

        workers.Sort((a, b) => string.CompareOrdinal(a.Profile.Worker, b.Profile.Worker));
        return workers;
    }

    public async ValueTask<WaitingState?> GetWaitingStateAsync(Ulid id, CancellationToken cancellationToken)
    {
        var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.WaitingState, [id.ToString()], cancellationToken))!;
        return reply.Length == 0 ? null : new WaitingState((long)reply[0], (long)reply[1], StoreTime.SpanOrNull((long)reply[2]));
    }

    private async ValueTask<string[]> QueuesAsync(ListQuery query, CancellationToken cancellationToken) =>
        query.Queue is { } queue ? [queue] : await QueueNames.ReadWithTasksAsync(runner, cancellationToken);

    private ITaskSource SourceOf(JobStatus status, string[] queues) => status switch
    {
        JobStatus.Submitted => new ScoredSource(runner, [.. Indexes("submitted", queues), .. Indexes("suspect", queues)], descending: false),
        JobStatus.Scheduled => new ScoredSource(runner, Indexes("scheduled", queues), descending: false),
        JobStatus.Started => new StartedSource(runner, Indexes("started", queues)),
        _ => new ScoredSource(runner, Indexes(status.ToWire(), queues), descending: true),
    };

    private static RedisKey[] Indexes(string index, string[] queues) => Array.ConvertAll(queues, queue => RedisKeys.Index(index, queue));
}
