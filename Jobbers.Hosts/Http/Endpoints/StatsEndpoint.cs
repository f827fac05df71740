using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Statistics;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Sizes, throughput and latency, in all and per queue.</summary>
internal static class StatsEndpoint
{
    public static async Task GetAsync(ApiCall call)
    {
        var counts = await call.Store.Queries.CountAsync(call.Aborted);
        var workers = await call.Store.Queries.GetWorkersAsync(call.Aborted);
        var recent = await call.Service<RecentEnds>().GetAsync(call.Aborted);
        var limits = (await call.Store.Routing.GetSnapshotAsync(call.Aborted)).Queues.ToDictionary(queue => queue.Name);
        await call.AnswerAsync((counts, workers, recent, limits), static (json, state) =>
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
            RecentJson.Write(json, state.recent);
            json.WriteStartArray("queues");
            foreach (var queue in state.counts)
            {
                json.WriteStartObject();
                json.WriteString("name", queue.Queue);
                // A queue that is gone is still counted while it has ended tasks.
                if (state.limits.TryGetValue(queue.Queue, out var limits))
                    QueueJson.WriteLimits(json, limits);
                QueueJson.WriteCounts(json, queue);
                RecentJson.Write(json, state.recent.OfQueue(queue.Queue));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
