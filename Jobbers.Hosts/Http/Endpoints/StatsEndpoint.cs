using Jobbers.Hosts.Http.Json;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Sizes of everything, in all and per queue.</summary>
internal static class StatsEndpoint
{
    public static async Task GetAsync(ApiCall call)
    {
        var counts = await call.Store.Queries.CountAsync(call.Aborted);
        var workers = await call.Store.Queries.GetWorkersAsync(call.Aborted);
        await call.AnswerAsync((counts, workers), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("counts");
            foreach (var status in Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Unsubmitted))
                json.WriteNumber(status.ToWire(), state.counts.Sum(queue => queue.ByStatus.GetValueOrDefault(status)));
            json.WriteEndObject();
            json.WriteNumber("dead_letters", state.counts.Sum(queue => queue.DeadLetters));
            json.WriteNumber("workers", state.workers.Count);
            json.WriteNumber("slots_used", state.workers.Sum(worker => worker.SlotsUsed));
            json.WriteNumber("slots_total", state.workers.Sum(worker => worker.Profile.Slots));
            json.WriteStartArray("queues");
            foreach (var queue in state.counts)
            {
                json.WriteStartObject();
                json.WriteString("name", queue.Queue);
                QueueJson.WriteCounts(json, queue);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
