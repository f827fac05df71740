using Jobbers.Hosts.Http.Problems;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>
/// The tasks of a batch that the store had already, some at a time. One that cannot be shown has a problem of its own; the batch is done all the same.
/// </summary>
internal sealed class RepeatedTasks(ApiCall call)
{
    private Dictionary<Ulid, TaskRecord> _read = [];
    private StoreUnavailableException? _down;

    /// <summary>The task that was read for an item; null when it was none of those.</summary>
    public TaskRecord? Of(BatchItem item) => item.IsRepeat ? _read.GetValueOrDefault(item.Answer.Id) : null;

    /// <summary>Reads the tasks of some items, and forgets those read before.</summary>
    public async Task ReadAsync(BatchItem[] repeats)
    {
        if (repeats.Length > 0)
            _read = await FindAsync([.. repeats.Select(repeat => repeat.Answer.Id)]);
        foreach (var repeat in repeats.Where(repeat => !_read.ContainsKey(repeat.Answer.Id)))
            repeat.Problem = _down is null ? ApiProblemException.TaskNotFound(repeat.Answer.Id) : NotShown(repeat.Answer.Id, _down);
    }

    /// <summary>A store that went away is asked no more: the answer would take its time limit again for each piece.</summary>
    private async Task<Dictionary<Ulid, TaskRecord>> FindAsync(Ulid[] ids)
    {
        if (_down is not null)
            return [];
        try
        {
            var tasks = await call.Store.Queries.GetAsync([.. ids.Distinct()], call.Aborted);
            return tasks.OfType<TaskRecord>().ToDictionary(task => task.Id);
        }
        catch (StoreUnavailableException down)
        {
            _down = down;
            return [];
        }
    }

    private static ApiProblemException NotShown(Ulid id, StoreUnavailableException down) =>
        ApiProblemException.StoreUnavailable(down, $"The task was there already, and could not be shown; read it with GET /tasks/{id} in a moment.");
}
