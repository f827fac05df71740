using System.Text.Json;
using Jobbers.Lifecycle;

namespace Jobbers.Submission.Http;

/// <summary>Reads a task as managers write it.</summary>
internal static class TaskAnswer
{
    private static readonly TaskRecord Nothing = new() { Id = default, Name = "", Version = 0, Queue = "", Status = JobStatus.Unsubmitted };

    /// <summary>Reads a whole answer.</summary>
    /// <exception cref="JsonException">It is no task.</exception>
    public static TaskRecord Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, AnswerJson.Options);
        reader.Read();
        return Read(ref reader, json);
    }

    /// <summary>Reads of a whole answer the id alone.</summary>
    /// <exception cref="JsonException">It is no object with an id.</exception>
    public static Ulid ReadId(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, AnswerJson.Options);
        var id = default(Ulid);
        reader.Read();
        AnswerJson.EnterObject(ref reader);
        while (AnswerJson.NextMember(ref reader, out var name))
            id = name == "id" ? Id(ref reader) : AnswerJson.Ignore(ref reader, id);
        return id != default ? id : throw new JsonException("it has no id");
    }

    /// <summary>Reads the object that the reader stands on.</summary>
    public static TaskRecord Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var task = Nothing;
        AnswerJson.EnterObject(ref reader);
        while (AnswerJson.NextMember(ref reader, out var name))
            task = With(task, name, ref reader, json);
        return task.Status != JobStatus.Unsubmitted && task.Id != default ? task : throw new JsonException("a task has an id and a status");
    }

    private static TaskRecord With(TaskRecord task, string name, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json) => name switch
    {
        "id" => task with { Id = Id(ref reader) },
        "name" => task with { Name = reader.GetString()! },
        "version" => task with { Version = reader.GetInt32() },
        "status" => task with { Status = Status(ref reader) },
        "queue" => task with { Queue = reader.GetString()! },
        "priority" => task with { Priority = reader.GetInt32() },
        "params" => task with { Parameters = Document(ref reader, json) },
        "result" => task with { Result = Document(ref reader, json) },
        "submitted_at" => task with { SubmittedAt = reader.GetDateTimeOffset() },
        "first_submitted_at" => task with { FirstSubmittedAt = reader.GetDateTimeOffset() },
        "run_at" => task with { RunAt = reader.GetDateTimeOffset() },
        "started_at" => task with { StartedAt = reader.GetDateTimeOffset() },
        "last_heartbeat_at" => task with { LastHeartbeatAt = reader.GetDateTimeOffset() },
        "cancel_requested_at" => task with { CancelRequestedAt = reader.GetDateTimeOffset() },
        "completed_at" => task with { CompletedAt = reader.GetDateTimeOffset() },
        "retry_attempt" => task with { RetryAttempt = reader.GetInt32() },
        "crash_count" => task with { CrashCount = reader.GetInt32() },
        "worker" => task with { Worker = reader.GetString() },
        "token" => task with { Token = reader.GetInt64() },
        "progress" => task with { Progress = reader.GetDouble() },
        "message" => task with { Message = reader.GetString() },
        "max_heartbeat_interval" => task with { MaxHeartbeatInterval = TimeSpan.FromSeconds(reader.GetDouble()) },
        "error" => task with { Error = reader.GetString() },
        "error_type" => task with { ErrorType = reader.GetString() },
        "dead_letter" => task with { IsDeadLetter = reader.GetBoolean() },
        "idempotency_key" => task with { IdempotencyKey = reader.GetString() },
        "unique_key" => task with { UniqueKey = reader.GetString() },
        "trace_parent" => task with { TraceParent = reader.GetString() },
        "tags" => task with { Tags = Texts(ref reader) },
        _ => AnswerJson.Ignore(ref reader, task),
    };

    private static Ulid Id(ref Utf8JsonReader reader) =>
        TaskIds.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("an id is 26 characters of Crockford base32");

    private static JobStatus Status(ref Utf8JsonReader reader) =>
        JobStatusNames.TryParse(reader.GetString(), out var status) ? status : throw new JsonException("the status is none that this client knows");

    /// <summary>The bytes as they were sent: they are what was stored.</summary>
    private static ReadOnlyMemory<byte> Document(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        AnswerJson.EnterArray(ref reader);
        while (AnswerJson.NextElement(ref reader))
            texts.Add(reader.GetString()!);
        return texts;
    }
}
