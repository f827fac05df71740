using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>A worker's record as a HASH. Lists are joined by line ends, which no name holds.</summary>
internal static class WorkerHash
{
    /// <summary>Adds fields and values; returns how many fields.</summary>
    public static int Write(HeartbeatRequest request, List<RedisValue> values)
    {
        var before = values.Count;
        void Field(string name, RedisValue value)
        {
            values.Add(name);
            values.Add(value);
        }

        var worker = request.Worker;
        Field("host", worker.Host);
        Field("pid", worker.ProcessId);
        Field("version", worker.Version);
        Field("role", worker.Role);
        Field("slots", worker.Slots);
        Field("started", StoreTime.Micros(worker.StartedAt));
        Field("tasks", string.Join('\n', worker.Tasks));
        Field("queues", string.Join('\n', request.Queues));
        Field("used", request.SlotsUsed);
        Field("abandoned", request.SlotsAbandoned);
        Field("draining", request.Draining ? 1 : 0);
        return (values.Count - before) / 2;
    }

    /// <summary>Null when the record is gone, or holds only a call's number.</summary>
    public static WorkerRecord? Read(string worker, HashEntry[] entries)
    {
        var fields = entries.ToDictionary(entry => (string)entry.Name!, entry => entry.Value, StringComparer.Ordinal);
        if (!fields.TryGetValue("seen", out var seen))
            return null;
        var profile = new WorkerProfile
        {
            Worker = worker,
            Host = Text(fields, "host"),
            ProcessId = Number(fields, "pid"),
            Version = Text(fields, "version"),
            Role = Text(fields, "role"),
            Slots = Number(fields, "slots"),
            StartedAt = StoreTime.Moment((long)fields["started"]),
            Tasks = Lines(fields, "tasks"),
        };
        return new WorkerRecord(
            profile, Lines(fields, "queues"), Number(fields, "used"), Number(fields, "abandoned"), Number(fields, "draining") == 1,
            StoreTime.Moment((long)seen));
    }

    private static string Text(Dictionary<string, RedisValue> fields, string name) => (string?)fields.GetValueOrDefault(name) ?? "";

    private static int Number(Dictionary<string, RedisValue> fields, string name) => (int)fields.GetValueOrDefault(name);

    private static string[] Lines(Dictionary<string, RedisValue> fields, string name)
    {
        var text = Text(fields, name);
        return text.Length == 0 ? [] : text.Split('\n');
    }
}
