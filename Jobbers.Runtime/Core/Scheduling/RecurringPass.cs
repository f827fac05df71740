using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Scheduling;

/// <summary>
/// Stores the next occurrence of each recurring task as a scheduled task. Occurrences are counted by the store's clock, and each has a key, so that any
/// number of schedulers, one that starts anew, and a repeat after a lost answer store it once.
/// </summary>
internal sealed class RecurringPass(ITaskStore store, IReadOnlyList<RecurringTask> tasks, SubmitRequests requests, ILogger logger)
{
    /// <summary>
    /// How long before its time an occurrence is stored. Less than the 24 h for which a key is honoured after the submit whatever became of the task: one
    /// that is cancelled ahead of its time stays cancelled.
    /// </summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(23);

    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    /// <summary>What was not taken is tried again until its time has passed.</summary>
    private static readonly TimeSpan RefusedSleep = TimeSpan.FromSeconds(5);

    /// <summary>By task: the last occurrence that is stored, so that it is not submitted by every pass.</summary>
    private readonly DateTimeOffset[] _stored = new DateTimeOffset[tasks.Count];

    private readonly DateTimeOffset[] _refused = new DateTimeOffset[tasks.Count];

    /// <summary>Stores what is not.</summary>
    /// <returns>How long to sleep.</returns>
    public async ValueTask<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        var now = await store.Upkeep.GetTimeAsync(cancellationToken);
        var sleep = LongestSleep;
        List<(int Task, DateTimeOffset Occurrence)> missing = [];
        for (var i = 0; i < tasks.Count; i++)
        {
            if (tasks[i].NextAfter(now) is not { } next)
                continue;
            if (next - now < sleep)
                sleep = next - now;
            if (next - now <= Ahead && next != _stored[i])
                missing.Add((i, next));
        }

        if (missing.Count > 0 && !await StoreAsync(missing, cancellationToken) && sleep > RefusedSleep)
            sleep = RefusedSleep;
        return sleep > ShortestSleep ? sleep : ShortestSleep;
    }

    /// <summary>Whether all of them are stored now.</summary>
    private async ValueTask<bool> StoreAsync(List<(int Task, DateTimeOffset Occurrence)> missing, CancellationToken cancellationToken)
    {
        SubmitRequest[] batch = [.. missing.Select(one => tasks[one.Task].At(one.Occurrence, requests))];
        var answers = await store.Submission.SubmitAsync(batch, cancellationToken);
        var all = true;
        for (var i = 0; i < batch.Length; i++)
        {
            var (task, occurrence) = missing[i];
            if (answers[i].Kind is SubmitKind.Accepted or SubmitKind.ExistingIdempotencyKey or SubmitKind.IdempotencyConflict)
            {
                _stored[task] = occurrence;
                continue;
            }

            all = false;
            Say(task, batch[i], answers[i]);
        }

        return all;
    }

    /// <summary>Once an occurrence. That an earlier one still waits or runs, where UniqueBy forbids a second, is as declared.</summary>
    private void Say(int task, SubmitRequest request, SubmitAnswer answer)
    {
        if (answer.Kind == SubmitKind.ExistingUniqueKey || _refused[task] == request.RunAt)
            return;
        _refused[task] = request.RunAt!.Value;
        JobbersLog.OccurrenceRefused(logger, request.Name, request.RunAt.Value, SubmitRefusals.Describe(request, answer));
    }
}
