using Jobbers.Catalog;
using Jobbers.Submission.Recurring;

namespace Jobbers.Hosts.Http;

/// <summary>
/// When the tasks of this program that recur come next. One whose time zone this machine does not know has no time here; the schedulers, which must know it,
/// say so.
/// </summary>
internal sealed class RecurringTimes(TaskCatalog catalog)
{
    private readonly Dictionary<TaskDescriptor, RecurringTask> _tasks = RecurringTask.Known(catalog).ToDictionary(static recurring => recurring.Descriptor);

    /// <summary>The first occurrence after a moment; null for a task that does not recur, or whose later version does.</summary>
    public DateTimeOffset? NextAfter(TaskDescriptor task, DateTimeOffset moment) => _tasks.GetValueOrDefault(task)?.NextAfter(moment);
}
