using Jobbers.Lifecycle;
using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>Reads whole tasks, all reads of a call on their way at once.</summary>
internal sealed class TaskReader(ScriptRunner runner)
{
    private static readonly RedisValue[] Marks = ["s", "q", "n", "v", "t", "tg", "w", "er", "de"];

    public async ValueTask<TaskRecord?[]> GetAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken)
    {
        var reads = new Task<HashEntry[]>[ids.Count];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = runner.Database.HashGetAllAsync(RedisKeys.Task(ids[i]));
        var tasks = new TaskRecord?[ids.Count];
        for (var i = 0; i < reads.Length; i++)
            tasks[i] = TaskHash.Read(ids[i], await runner.AwaitAsync(reads[i], cancellationToken));
        return tasks;
    }

    /// <summary>Reads of tasks what <see cref="TaskFilter"/> and listings look at, and neither parameters nor results, which may be 1 MiB each.</summary>
    public async ValueTask<TaskRecord?[]> GetMarksAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken)
    {
        var reads = new Task<RedisValue[]>[ids.Count];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = runner.Database.HashGetAsync(RedisKeys.Task(ids[i]), Marks);
        var tasks = new TaskRecord?[ids.Count];
        for (var i = 0; i < reads.Length; i++)
        {
            var values = await runner.AwaitAsync(reads[i], cancellationToken);
            tasks[i] = TaskHash.Read(ids[i], [.. Marks.Zip(values, (name, value) => new HashEntry(name, value)).Where(entry => !entry.Value.IsNull)]);
        }

        return tasks;
    }
}
