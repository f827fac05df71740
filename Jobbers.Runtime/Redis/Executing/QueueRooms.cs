using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>Writes what a worker wants: want, takes a suspect, number of queues, then each with its room.</summary>
internal static class QueueRooms
{
    public static void Write(ClaimRequest request, RedisValue[] values, int at)
    {
        values[at] = Math.Min(request.Want, ClaimRequest.MaxWant);
        values[at + 1] = request.TakesSuspect ? 1 : 0;
        values[at + 2] = request.Queues.Count;
        if (request.Queues.Count > ClaimRequest.MaxQueues)
            throw new ArgumentException($"a claim looks at no more than {ClaimRequest.MaxQueues} queues", nameof(request));
        for (var i = 0; i < request.Queues.Count; i++)
        {
            values[at + 3 + i * 2] = request.Queues[i].Queue;
            values[at + 4 + i * 2] = request.Queues[i].Free;
        }
    }
}
