using Jobbers.Execution;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>For whoever restarts or routes around this process.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan StoreDeadline = TimeSpan.FromSeconds(2);

    /// <summary>The process answers: that is all.</summary>
    public static Task LiveAsync(ApiCall call) => call.AnswerAsync(0, static (json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("status", "live");
        json.WriteEndObject();
    });

    /// <summary>The store answers and takes writes, and the worker of this process, if there is one, can run something.</summary>
    public static async Task ReadyAsync(ApiCall call)
    {
        if (call.Http.RequestServices.GetService<WorkerExit>()?.AllSlotsAbandoned?.Invoke() == true)
            throw new ApiProblemException(503, "Not ready", "Every slot of this process is held by code that does not end; restart it.");
        var health = await CheckAsync(call);
        await call.AnswerAsync((health, call.Store.Description), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ready");
            json.WriteString("store", state.Description);
            json.WriteStartArray("warnings");
            foreach (var warning in state.health.Warnings)
                json.WriteStringValue(warning);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async ValueTask<StoreHealth> CheckAsync(ApiCall call)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        limit.CancelAfter(StoreDeadline);
        try
        {
            await call.Store.Upkeep.ProveWritableAsync(limit.Token).AsTask().WaitAsync(limit.Token);
            return await call.Store.Upkeep.CheckAsync(limit.Token).AsTask().WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
        {
            throw new ApiProblemException(503, "Not ready", $"The store did not answer within {StoreDeadline.TotalSeconds} s.") { RetryAfter = StoreDeadline };
        }
    }
}
