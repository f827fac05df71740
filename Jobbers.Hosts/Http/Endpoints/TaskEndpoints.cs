using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Submission;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>One task: as it stands, its end, its history.</summary>
internal static class TaskEndpoints
{
    private const double DefaultWait = 30;

    public static async Task GetAsync(ApiCall call) => await AnswerAsync(call, await FindAsync(call, call.Id()));

    public static async Task WaitAsync(ApiCall call)
    {
        var query = new QueryFields(call.Http.Request, "timeout");
        var seconds = query.Seconds("timeout", ApiLimits.LongestWait.TotalSeconds) ?? DefaultWait;
        query.ThrowIfBad();
        var id = call.Id();
        var stopping = call.Service<IHostApplicationLifetime>().ApplicationStopping;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, stopping);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            if (await call.Service<TaskWaiter>().WaitAsync(id, limit.Token) is null)
                throw ApiProblemException.TaskNotFound(id);
        }
        catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
        {
            // The time is over, or the manager stops. The task may have ended in this moment, or before a wait of 0 s began.
        }

        var task = await FindAsync(call, id);
        if (task.Status.IsTerminal())
            await AnswerAsync(call, task);
        else
            call.Http.Response.StatusCode = 204;
    }

    public static async Task HistoryAsync(ApiCall call)
    {
        var id = call.Id();
        var history = await call.Store.Queries.GetHistoryAsync(id, call.Aborted) ?? throw ApiProblemException.TaskNotFound(id);
        await call.AnswerAsync((id, history), static (json, answer) => HistoryJson.Write(json, answer.id, answer.history));
    }

    /// <exception cref="ApiProblemException">There is no such task.</exception>
    public static async ValueTask<TaskRecord> FindAsync(ApiCall call, Ulid id) =>
        (await call.Store.Queries.GetAsync([id], call.Aborted))[0] ?? throw ApiProblemException.TaskNotFound(id);

    public static Task AnswerAsync(ApiCall call, TaskRecord task) =>
        call.AnswerAsync((task, call), static (json, found) => found.call.Service<TaskJson>().Write(json, found.task, now: found.call.Service<TimeProvider>().GetUtcNow()));
}
