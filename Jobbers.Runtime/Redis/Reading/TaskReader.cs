using Jobbers.Lifecycle;
using Jobbers.Redis.Scripting;

namespace Jobbers.Redis.Reading;

/// <summary>Reads whole tasks, all reads of a call on their way at once.</summary>
internal sealed class TaskReader(ScriptRunner runner)
{
    public async ValueTask<TaskRecord?[]> GetAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken)
    {
        var reads = new Task<StackExchange.Redis.HashEntry[]>[ids.Count];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = runner.Database.HashGetAllAsync(RedisKeys.Task(ids[i]));
        var tasks = new TaskRecord?[ids.Count];
        for (var i = 0; i < reads.Length; i++)
            tasks[i] = TaskHash.Read(ids[i], await runner.AwaitAsync(reads[i], cancellationToken));
        return tasks;
    }
}
