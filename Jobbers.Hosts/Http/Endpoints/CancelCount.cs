using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Counts cancels by task, version and queue. The cancel itself does not tell these: they are read, where somebody listens to the metric.</summary>
internal static class CancelCount
{
    public static async ValueTask AddAsync(ITaskQueries queries, IReadOnlyList<Ulid> ids, IReadOnlyList<CancelAnswer> answers, CancellationToken cancellationToken)
    {
        if (!JobbersTelemetry.CancellationsRequested.Enabled)
            return;
        Ulid[] counted = [.. ids.Where((_, i) => answers[i] is CancelAnswer.Cancelled or CancelAnswer.Requested)];
        if (counted.Length == 0)
            return;
        foreach (var task in (await queries.GetAsync(counted, cancellationToken)).OfType<TaskRecord>())
            JobbersTelemetry.CancellationsRequested.Add(1, new("task", task.Name), new("version", task.Version), new("queue", task.Queue));
    }
}
