using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Telemetry;

/// <summary>
/// Counts cancels, and ends that no worker settles: of waiting tasks, also with their queue, and of rescued and silent ones that stall. The verbs themselves do not tell task and queue: these are
/// read, where somebody listens to the metrics. What was done is done: a read that fails leaves its tasks out of the metrics, is counted as a store error, and
/// is nobody else's failure.
/// </summary>
internal static class EndReport
{
    /// <summary>Tasks can be a megabyte each.</summary>
    private const int ReadAtOnce = 25;

    /// <summary>Counts what a cancel did.</summary>
    /// <param name="queries">Where the tasks are read.</param>
    /// <param name="ids">At most 1,000.</param>
    /// <param name="answers">In the order of the ids.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async ValueTask CancelledAsync(
        ITaskQueries queries, IReadOnlyList<Ulid> ids, IReadOnlyList<CancelAnswer> answers, CancellationToken cancellationToken)
    {
        if (!JobbersTelemetry.CancellationsRequested.Enabled && !IsListenedTo)
            return;
        Ulid[] counted = [.. ids.Where((_, i) => answers[i] is CancelAnswer.Cancelled or CancelAnswer.Requested)];
        if (counted.Length == 0)
            return;
        var ended = ids.Where((_, i) => answers[i] == CancelAnswer.Cancelled).ToHashSet();
        await ReadAsync(queries, counted, task =>
        {
            JobbersTelemetry.CancellationsRequested.Add(1, new("task", task.Name), new("version", task.Version), new("queue", task.Queue));
            if (ended.Contains(task.Id))
                Ended(task.Name, task.Queue, JobStatus.Cancelled, task.CompletedAt - task.FirstSubmittedAt);
        }, cancellationToken);
    }

    /// <summary>Counts tasks that have ended.</summary>
    public static async ValueTask EndedAsync(ITaskQueries queries, IReadOnlyList<Ulid> ids, CancellationToken cancellationToken)
    {
        if (!IsListenedTo || ids.Count == 0)
            return;
        await ReadAsync(queries, ids, task =>
        {
            if (task.Status.IsTerminal())
                Ended(task.Name, task.Queue, task.Status, task.CompletedAt - task.FirstSubmittedAt);
        }, cancellationToken);
    }

    /// <summary>Counts one end.</summary>
    /// <param name="task">Its name.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="latency">From its first submit; null when it is not known.</param>
    public static void Ended(string task, string queue, JobStatus status, TimeSpan? latency)
    {
        if (!IsListenedTo)
            return;
        var wire = status.ToWire();
        JobbersTelemetry.TasksProcessed.Add(1, new("task", task), new("queue", queue), new("status", wire));
        if (latency is { } known)
            JobbersTelemetry.EndToEndLatency.Record(Math.Max(0, known.TotalMilliseconds), new("task", task), new("queue", queue), new("status", wire));
    }

    /// <summary>Whether an end needs to be reported.</summary>
    public static bool IsListenedTo => JobbersTelemetry.TasksProcessed.Enabled || JobbersTelemetry.EndToEndLatency.Enabled;

    private static async ValueTask ReadAsync(ITaskQueries queries, IReadOnlyList<Ulid> ids, Action<TaskRecord> report, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var some in ids.Chunk(ReadAtOnce))
            {
                foreach (var task in await queries.GetAsync(some, cancellationToken))
                {
                    if (task is not null)
                        report(task);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends, or the caller went away: the store did nothing wrong.
        }
        catch (Exception)
        {
            JobbersTelemetry.StoreErrors.Add(1, new KeyValuePair<string, object?>("loop", "Metrics"));
        }
    }
}
