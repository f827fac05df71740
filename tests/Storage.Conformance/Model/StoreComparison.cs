using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

/// <summary>Compares everything a store tells of itself with the model.</summary>
internal static class StoreComparison
{
    public static async ValueTask RequireSameAsync(ModelRun run)
    {
        await RequireSameTasksAsync(run);
        await RequireSameCountsAsync(run);
        await RequireSameQueuesAsync(run);
        foreach (var queue in run.Model.Queues)
            await RequireSameListingAsync(run, queue.Config.Name);
        var violations = await run.Harness.FindViolationsAsync();
        ModelMismatchException.Require(violations.Count == 0, $"the raw content contradicts itself: {string.Join("; ", violations)}");
    }

    private static async ValueTask RequireSameTasksAsync(ModelRun run)
    {
        var stored = await run.Store.Queries.GetAsync(ModelRun.AllIds, CancellationToken.None);
        for (var n = 0; n < stored.Count; n++)
        {
            var task = run.Model.Find(ModelRun.AllIds[n]);
            ModelMismatchException.RequireSame(task is not null, stored[n] is not null, $"whether {ModelRun.AllIds[n]} is stored");
            if (task is not null)
                RequireSameTask(task, stored[n]!);
        }
    }

    private static void RequireSameTask(ModelTask task, TaskRecord stored)
    {
        AdoptOpenCounts(task, stored);
        ModelMismatchException.RequireSame(
            (task.Status, task.RetryAttempt, task.CrashCount, task.Token, task.IsDeadLetter),
            (stored.Status, stored.RetryAttempt, stored.CrashCount, stored.Token, stored.IsDeadLetter),
            $"{task.Id} (status, retry attempt, crash count, token, dead letter)");
        ModelMismatchException.RequireSame(
            (task.Request.Queue, task.Request.Priority, task.Request.Name, task.Request.Version),
            (stored.Queue, stored.Priority, stored.Name, stored.Version),
            $"{task.Id} (queue, priority, name, version)");
        ModelMismatchException.RequireSame(task.Status.IsTerminal(), stored.CompletedAt is not null, $"whether {task.Id} has an end");
        if (!task.Status.IsTerminal())
            ModelMismatchException.RequireSame(
                task.Attempt?.CancelRequested ?? false, stored.CancelRequestedAt is not null, $"whether a cancel of {task.Id} is requested");
    }

    /// <summary>Where the rules leave open whether something counted, the store decides once.</summary>
    private static void AdoptOpenCounts(ModelTask task, TaskRecord stored)
    {
        if (task.RetryMayHaveCounted && stored.RetryAttempt == task.RetryAttempt + 1)
            task.RetryAttempt++;
        if (task.CrashMayHaveCounted && stored.CrashCount == task.CrashCount + 1)
            task.CrashCount++;
        (task.RetryMayHaveCounted, task.CrashMayHaveCounted) = (false, false);
    }

    private static async ValueTask RequireSameCountsAsync(ModelRun run)
    {
        var queues = await run.Store.Queries.CountAsync(CancellationToken.None);
        foreach (var task in run.Model.Tasks.Values)
            ModelMismatchException.Require(queues.Any(counts => counts.Queue == task.Request.Queue), $"{task.Request.Queue} has tasks and is not counted");
        foreach (var counts in queues)
        {
            foreach (var status in Enum.GetValues<JobStatus>())
                ModelMismatchException.RequireSame(
                    run.Model.InQueue(counts.Queue, status).Count(), counts.ByStatus.GetValueOrDefault(status), $"count of {status} in {counts.Queue}");
            ModelMismatchException.RequireSame(
                run.Model.Tasks.Values.Count(task => task.Request.Queue == counts.Queue && task.IsDeadLetter),
                counts.DeadLetters, $"count of dead letters in {counts.Queue}");
        }
    }

    private static async ValueTask RequireSameQueuesAsync(ModelRun run)
    {
        var snapshot = await run.Store.Routing.GetSnapshotAsync(CancellationToken.None);
        foreach (var queue in run.Model.Queues)
            ModelMismatchException.RequireSame(
                queue.Config, snapshot.Queues.SingleOrDefault(stored => stored.Name == queue.Config.Name), $"queue {queue.Config.Name}");
    }

    private static async ValueTask RequireSameListingAsync(ModelRun run, string queue)
    {
        var query = new ListQuery { Status = JobStatus.Submitted, Queue = queue };
        var listed = (await run.Store.Queries.ListAsync(query, CancellationToken.None)).Tasks.Select(task => task.Id).ToList();
        var waiting = run.Model.InQueue(queue, JobStatus.Submitted).ToList();
        ModelMismatchException.Require(
            waiting.Select(task => task.Id).ToHashSet().SetEquals(listed),
            $"listing of submitted tasks of {queue}: the model says {waiting.Count}, the store {listed.Count}");
        var places = listed.Select(id => run.Model.Find(id)!).Where(task => !task.IsSuspect).ToList();
        for (var n = 1; n < places.Count; n++)
            ModelMismatchException.Require(
                !places[n].Place.IsSurelyBefore(places[n - 1].Place), $"listing of {queue}: {places[n].Id} runs before {places[n - 1].Id} and is listed after it");
    }
}
