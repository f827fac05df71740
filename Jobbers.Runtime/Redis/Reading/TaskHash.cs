using Jobbers.Lifecycle;
using Jobbers.Redis.Submitting;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>A task as its HASH holds it; the fields' letters are explained in the folder's README.</summary>
internal static class TaskHash
{
    /// <summary>Null when there is no such task. Of one that a server that evicts has lost, a settle may have left its end: that is none.</summary>
    public static TaskRecord? Read(Ulid id, HashEntry[] entries)
    {
        var fields = new Dictionary<string, RedisValue>(entries.Length, StringComparer.Ordinal);
        foreach (var entry in entries)
            fields[(string)entry.Name!] = entry.Value;
        if (!fields.TryGetValue("q", out var queue))
            return null;
        var status = StatusLetters.Status(((string)fields["s"]!)[0]);
        var submittedAt = StoreTime.Moment((long)fields["t"]);
        var error = (string?)fields.GetValueOrDefault("er");
        return new TaskRecord
        {
            Id = id,
            Name = (string)fields["n"]!,
            Version = (int)fields["v"],
            Queue = queue!,
            Priority = Number(fields, "p", 5),
            Parameters = Bytes(fields, "a") ?? default,
            Status = status,
            RetryAttempt = Number(fields, "r", 0),
            CrashCount = Number(fields, "x", 0),
            SubmittedAt = submittedAt,
            FirstSubmittedAt = Moment(fields, "f") ?? submittedAt,
            RunAt = status == JobStatus.Scheduled ? Moment(fields, "u") : null,
            StartedAt = Moment(fields, "b") ?? Moment(fields, "k"),
            LastHeartbeatAt = Moment(fields, "h"),
            CompletedAt = Moment(fields, "e"),
            Worker = (string?)fields.GetValueOrDefault("w"),
            Token = fields.TryGetValue("k", out var token) ? (long)token : 0,
            Progress = fields.TryGetValue("g", out var progress) ? (double)progress : null,
            Message = (string?)fields.GetValueOrDefault("m"),
            Result = Bytes(fields, "y"),
            ErrorType = ErrorType(error),
            Error = error,
            CancelRequestedAt = Moment(fields, "c"),
            IdempotencyKey = (string?)fields.GetValueOrDefault("i"),
            UniqueKey = (string?)fields.GetValueOrDefault("j"),
            TraceParent = (string?)fields.GetValueOrDefault("tp"),
            Tags = fields.TryGetValue("tg", out var tags) ? ((string)tags!).Split(SubmitExtras.TagSeparator) : [],
            MaxHeartbeatInterval = fields.TryGetValue("hi", out var interval) ? StoreTime.Span((long)interval) : null,
            MaxCrashes = Number(fields, "mc", 3),
            SavesDeadLetter = fields.ContainsKey("dl"),
            IsDeadLetter = fields.ContainsKey("de"),
        };
    }

    private static int Number(Dictionary<string, RedisValue> fields, string name, int absent) =>
        fields.TryGetValue(name, out var value) ? (int)value : absent;

    private static DateTimeOffset? Moment(Dictionary<string, RedisValue> fields, string name) =>
        fields.TryGetValue(name, out var value) ? StoreTime.Moment((long)value) : null;

    private static ReadOnlyMemory<byte>? Bytes(Dictionary<string, RedisValue> fields, string name) =>
        fields.TryGetValue(name, out var value) ? (ReadOnlyMemory<byte>)value : (ReadOnlyMemory<byte>?)null;

    /// <summary>An error is written as <c>Type: message</c>, and no type's name holds a colon.</summary>
    private static string? ErrorType(string? error)
    {
        var colon = error?.IndexOf(": ", StringComparison.Ordinal) ?? -1;
        return colon < 0 ? error : error![..colon];
    }
}
