using Jobbers.Hosts.Http.Json;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Answers why a task is not running (yet): every reason that holds now.</summary>
internal static class WhyEndpoint
{
    /// <summary>How late a scheduler may be before its absence is suspected: its longest default sleep.</summary>
    private static readonly TimeSpan PromotionGrace = TimeSpan.FromSeconds(5);

    public static async Task GetAsync(ApiCall call)
    {
        var task = await TaskEndpoints.FindAsync(call, call.Id());
        var reasons = task.Status switch
        {
            JobStatus.Scheduled => await ScheduledAsync(call, task),
            JobStatus.Submitted => await WaitingAsync(call, task),
            JobStatus.Started => [new Reason("running", $"It runs on worker {task.Worker}.")],
            _ => [new Reason("ended", $"It has ended as {task.Status.ToWire()}.")],
        };
        await call.AnswerAsync((task, reasons), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("task_id", state.task.Id.ToString());
            json.WriteString("status", state.task.Status.ToWire());
            json.WriteStartArray("reasons");
            foreach (var reason in state.reasons)
            {
                json.WriteStartObject();
                json.WriteString("code", reason.Code);
                json.WriteText("detail", reason.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>A task that workers put back because they do not know it is scheduled too: the time alone would not say why it does not come.</summary>
    private static async ValueTask<IReadOnlyList<Reason>> ScheduledAsync(ApiCall call, TaskRecord task)
    {
        var reasons = new List<Reason> { Scheduled(task, call.Service<TimeProvider>().GetUtcNow()) };
        var serving = Serving(task, await call.Store.Queries.GetWorkersAsync(call.Aborted));
        if (serving.Count > 0 && !AnyKnows(serving, task))
            reasons.Add(Unknown(task));
        return reasons;
    }

    private static Reason Scheduled(TaskRecord task, DateTimeOffset now) =>
        task.RunAt + PromotionGrace > now
            ? new Reason("scheduled", $"It is scheduled until {task.RunAt:yyyy-MM-ddTHH:mm:ssZ}.")
            : new Reason("due", $"It is due since {task.RunAt:yyyy-MM-ddTHH:mm:ssZ} and was not queued; make sure that a scheduler runs.");

    private static async ValueTask<IReadOnlyList<Reason>> WaitingAsync(ApiCall call, TaskRecord task)
    {
        var reasons = new List<Reason>();
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        var queue = snapshot.Queues.FirstOrDefault(queue => queue.Name == task.Queue) ?? new QueueConfig { Name = task.Queue };
        var workers = await call.Store.Queries.GetWorkersAsync(call.Aborted);
        if (queue.Paused)
            reasons.Add(new Reason("paused", $"Queue {queue.Name} is paused; resume it with POST /queues/{queue.Name}/resume."));
        AddWorkerReasons(reasons, task, workers);
        if (await call.Store.Queries.GetWaitingStateAsync(task.Id, call.Aborted) is { } state)
            AddLimitReasons(reasons, queue, state);
        if (reasons.Count == 0)
            reasons.Add(new Reason("next", "It is next; a worker will claim it as soon as it has a free slot."));
        return reasons;
    }

    private static void AddWorkerReasons(List<Reason> reasons, TaskRecord task, IReadOnlyList<WorkerRecord> workers)
    {
        var serving = Serving(task, workers);
        if (serving.Count == 0)
            reasons.Add(new Reason("no_worker", $"No live worker serves queue {task.Queue}; start one with a role that has it."));
        else if (!AnyKnows(serving, task))
            reasons.Add(Unknown(task));
        else if (serving.All(worker => worker.SlotsUsed >= worker.Profile.Slots))
            reasons.Add(new Reason("no_slot", $"Every slot of the {serving.Count} workers of queue {task.Queue} is taken."));
    }

    private static List<WorkerRecord> Serving(TaskRecord task, IReadOnlyList<WorkerRecord> workers) =>
        [.. workers.Where(worker => worker.Queues.Contains(task.Queue) && !worker.Draining)];

    private static bool AnyKnows(List<WorkerRecord> serving, TaskRecord task)
    {
        var key = $"{task.Name}@{task.Version}";
        return serving.Any(worker => worker.Profile.Tasks.Contains(key));
    }

    private static Reason Unknown(TaskRecord task) =>
        new("unknown_task", $"No live worker of queue {task.Queue} knows {task.Name} version {task.Version}; deploy one that does.");

    private static void AddLimitReasons(List<Reason> reasons, QueueConfig queue, WaitingState state)
    {
        if (state.RateFullFor is { } wait)
            reasons.Add(new Reason("rate_limited", $"The rate window of queue {queue.Name} is full for {Math.Ceiling(wait.TotalSeconds)} s more."));
        if (queue.MaxConcurrentTotal is { } most && state.StartedInQueue >= most)
            reasons.Add(new Reason("max_concurrent_total", $"Queue {queue.Name} already runs {state.StartedInQueue} of its {most} at once."));
        if (state.Ahead > 0)
            reasons.Add(new Reason("tasks_ahead", $"{(state.MoreAhead ? "At least " : "")}{state.Ahead} tasks of queue {queue.Name} run before it."));
    }

    private readonly record struct Reason(string Code, string Detail);
}
