using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Queues: their limits, their sizes, their end.</summary>
internal static class QueueEndpoints
{
    /// <summary>A forced delete works in bounded steps; this many are done within one request.</summary>
    private const int DeleteSteps = 20;

    public static async Task ListAsync(ApiCall call)
    {
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        await call.AnswerAsync(snapshot, static (json, snapshot) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("queues");
            foreach (var queue in snapshot.Queues)
                json.WriteStringValue(queue.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static async Task GetAsync(ApiCall call)
    {
        var queue = await FindAsync(call);
        var counts = (await call.Store.Queries.CountAsync(call.Aborted)).FirstOrDefault(count => count.Queue == queue.Name);
        var workers = (await call.Store.Queries.GetWorkersAsync(call.Aborted)).Count(worker => worker.Queues.Contains(queue.Name));
        await call.AnswerAsync((queue, counts, workers), static (json, state) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("queue");
            QueueJson.WriteState(json, state.queue, state.counts, state.workers);
            json.WriteEndObject();
        });
    }

    public static async Task GetConfigAsync(ApiCall call) => await AnswerConfigAsync(call, await FindAsync(call));

    public static async Task CreateAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var queue = QueueEnvelope.Read(body.RootElement, null);
        if (!await call.Store.Routing.PutQueueAsync(queue, mustBeNew: true, call.Aborted))
            throw new ApiProblemException(409, "Queue exists", $"There is a queue '{queue.Name}' already. Change it with PUT /queues/{queue.Name}.");
        await AnswerConfigAsync(call, queue, 201);
    }

    public static async Task PutAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var queue = QueueEnvelope.Read(body.RootElement, call.Name());
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        var existing = snapshot.Queues.FirstOrDefault(known => known.Name == queue.Name);
        if (existing is { Deleting: true })
            throw new ApiProblemException(409, "Queue is being deleted", $"Queue '{queue.Name}' is being deleted. Wait until GET /queues/{queue.Name} answers 404, then create it anew.");
        // New limits are no reason to start what an operator has stopped: only a body that says so resumes.
        if (existing is not null && !QueueEnvelope.SaysPaused(body.RootElement))
            queue = queue with { Paused = existing.Paused };
        await call.Store.Routing.PutQueueAsync(queue, mustBeNew: false, call.Aborted);
        await AnswerConfigAsync(call, queue);
    }

    public static Task PauseAsync(ApiCall call) => SetPausedAsync(call, true);

    public static Task ResumeAsync(ApiCall call) => SetPausedAsync(call, false);

    public static async Task DeleteAsync(ApiCall call)
    {
        var query = new QueryFields(call.Http.Request, "force");
        var force = query.Flag("force");
        query.ThrowIfBad();
        var name = call.Name();
        if (name == RoutingNames.Default)
            throw new ApiProblemException(409, "Default queue", "The queue 'default' cannot be deleted; pause it, or route tasks elsewhere.");
        await (await DeleteAsync(call, name, force) switch
        {
            QueueDeletion.Deleted => call.SayAsync($"Queue '{name}' is deleted."),
            QueueDeletion.InProgress => call.SayAsync($"Queue '{name}' takes no tasks any more; its waiting tasks are being cancelled and its running ones awaited; then it goes by itself. GET /queues/{name} answers 404 when it is gone.", 202),
            QueueDeletion.NotEmpty => throw new ApiProblemException(409, "Queue is not empty", $"Tasks wait, run or are scheduled in queue '{name}'. Let them end, or cancel them all with ?force=true."),
            _ => throw ApiProblemException.QueueNotFound(name),
        });
    }

    private static async ValueTask<QueueDeletion> DeleteAsync(ApiCall call, string name, bool force)
    {
        var step = await call.Store.Routing.DeleteQueueAsync(name, force, call.Aborted);
        for (var steps = 1; ; steps++)
        {
            await EndReport.EndedAsync(call.Store.Queries, step.Cancelled, call.Aborted);
            if (steps == DeleteSteps || step.State != QueueDeletion.InProgress)
                return step.State;
            step = await call.Store.Routing.ContinueDeletionAsync(name, call.Aborted);
            // A manager's own loop was faster.
            if (step.State == QueueDeletion.NotFound)
                return QueueDeletion.Deleted;
        }
    }

    private static async Task SetPausedAsync(ApiCall call, bool paused)
    {
        var name = call.Name();
        if (!await call.Store.Routing.SetPausedAsync(name, paused, call.Aborted))
            throw ApiProblemException.QueueNotFound(name);
        await AnswerConfigAsync(call, await FindAsync(call));
    }

    private static async ValueTask<QueueConfig> FindAsync(ApiCall call)
    {
        var name = call.Name();
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        return snapshot.Queues.FirstOrDefault(queue => queue.Name == name) ?? throw ApiProblemException.QueueNotFound(name);
    }

    private static Task AnswerConfigAsync(ApiCall call, QueueConfig queue, int status = 200) => call.AnswerAsync(queue, static (json, queue) =>
    {
        json.WriteStartObject();
        json.WritePropertyName("queue");
        QueueJson.WriteConfig(json, queue);
        json.WriteEndObject();
    }, status);
}
