using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Submission.Recurring;

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

    /// <summary>By task: the last occurrence that is stored, so that not every pass submits it.</summary>
    private readonly Dictionary<RecurringTask, StoredOccurrence> _stored = [];

    /// <summary>By task: the last occurrence that was refused, so that it is said once.</summary>
    private readonly Dictionary<RecurringTask, DateTimeOffset> _refused = [];

    /// <summary>Stores what is not.</summary>
    /// <returns>How long to sleep.</returns>
    public async ValueTask<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        var now = await store.Upkeep.GetTimeAsync(cancellationToken);
        await ForgetLostAsync(now, cancellationToken);
        var sleep = LongestSleep;
        List<Occurrence> missing = [];
        foreach (var task in tasks)
        {
            if (task.NextAfter(now) is not { } next)
                continue;
            if (next - now < sleep)
                sleep = next - now;
            if (next - now <= Ahead && next != _stored.GetValueOrDefault(task).Time)
                missing.Add(new Occurrence(task, next));
        }

        if (missing.Count > 0 && !await StoreAsync(missing, cancellationToken) && sleep > RefusedSleep)
            sleep = RefusedSleep;
        return sleep > ShortestSleep ? sleep : ShortestSleep;
    }

    /// <summary>
    /// A server that came back without its last writes, or without any, has lost what was stored ahead of its time, and nobody else would store it again.
    /// What was seen to have ended is not lost when it is gone: it was pruned.
    /// </summary>
    private async ValueTask ForgetLostAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        KeyValuePair<RecurringTask, StoredOccurrence>[] open = [.. _stored.Where(static entry => !entry.Value.HasEnded)];
        if (open.Length == 0)
            return;
        var statuses = await store.Queries.GetStatusesAsync([.. open.Select(static entry => entry.Value.Id)], cancellationToken);
        for (var i = 0; i < open.Length; i++)
        {
            var (task, stored) = open[i];
            if (statuses[i] is { } status)
            {
                _stored[task] = stored with { HasEnded = status.IsTerminal() };
                continue;
            }

            _stored.Remove(task);
            if (stored.Time > now)
                JobbersLog.OccurrenceLost(logger, task.Descriptor.Name, stored.Time);
        }
    }

    /// <summary>Whether all of them are stored now.</summary>
    private async ValueTask<bool> StoreAsync(List<Occurrence> missing, CancellationToken cancellationToken)
    {
        SubmitRequest[] batch = [.. missing.Select(occurrence => occurrence.Task.At(occurrence.Time, requests))];
        var answers = await store.Submission.SubmitAsync(batch, cancellationToken);
        var all = true;
        for (var i = 0; i < batch.Length; i++)
        {
            if (answers[i].Kind is SubmitKind.Accepted or SubmitKind.ExistingIdempotencyKey or SubmitKind.IdempotencyConflict)
            {
                _stored[missing[i].Task] = new StoredOccurrence(missing[i].Time, answers[i].Id);
                continue;
            }

            all = false;
            Say(missing[i], batch[i], answers[i]);
        }

        return all;
    }

    /// <summary>Once an occurrence. That an earlier one still waits or runs, where UniqueBy forbids a second, is as declared.</summary>
    private void Say(Occurrence occurrence, SubmitRequest request, SubmitAnswer answer)
    {
        if (answer.Kind == SubmitKind.ExistingUniqueKey || _refused.GetValueOrDefault(occurrence.Task) == occurrence.Time)
            return;
        _refused[occurrence.Task] = occurrence.Time;
        JobbersLog.OccurrenceRefused(logger, request.Name, occurrence.Time, SubmitRefusals.Describe(request, answer));
    }

    private readonly record struct StoredOccurrence(DateTimeOffset Time, Ulid Id, bool HasEnded = false);

    private readonly record struct Occurrence(RecurringTask Task, DateTimeOffset Time);
}
