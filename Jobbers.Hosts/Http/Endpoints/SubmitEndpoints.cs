using System.Text.Json;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Submission.Http;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Submits, one or many.</summary>
internal static class SubmitEndpoints
{
    private const string IdempotencyHeader = "Idempotency-Key";

    /// <summary>Tasks of a batch that go to the store in one call.</summary>
    private const int BatchSize = 500;

    public static async Task SubmitAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var header = call.Http.Request.Headers[IdempotencyHeader];
        if (header.Count > 1)
            throw ApiProblemException.Invalid("Idempotency-Key", "is given more than once");
        var request = call.Service<SubmitEnvelope>().Read(body.RootElement, header.Count == 0 ? null : header[0]);
        using var span = SubmitSpan.Start(request.Name, request.Version, request.Queue);
        request = request with { TraceParent = span?.Id ?? request.TraceParent };
        var answer = (await call.Store.Submission.SubmitAsync([request], call.Aborted))[0];
        SubmitSpan.Answered(span, answer);
        if (answer.Kind == SubmitKind.Accepted)
        {
            call.Http.Response.Headers.Location = $"/tasks/{answer.Id}";
            await call.AnswerAsync((request, answer), static (json, accepted) => WriteAccepted(json, accepted.request, accepted.answer), 201);
            return;
        }

        if (Refusal(request, answer) is { } refusal)
            throw refusal;
        var existing = await TaskEndpoints.FindAsync(call, answer.Id);
        await call.AnswerAsync((existing, call), static (json, found) => found.call.Service<TaskJson>().Write(json, found.existing, deduplicated: true));
    }

    public static async Task SubmitBatchAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http, ApiLimits.MaxBulkBodyBytes);
        if (call.Http.Request.Headers.ContainsKey(IdempotencyHeader))
            throw ApiProblemException.Invalid(IdempotencyHeader, "names one task; it cannot be given to many");
        if (body.RootElement.ValueKind != JsonValueKind.Array || body.RootElement.GetArrayLength() is 0 or > ApiLimits.MaxBulk)
            throw ApiProblemException.Invalid("body", $"must be a list of 1 to {ApiLimits.MaxBulk} submits");
        // The requests take over the current activity: this one.
        using var span = SubmitSpan.StartBatch(body.RootElement.GetArrayLength());
        var results = ReadAll(call, body.RootElement);
        var valid = results.Where(result => result.Request is not null).ToList();
        foreach (var part in valid.Chunk(BatchSize))
        {
            var answers = await call.Store.Submission.SubmitAsync([.. part.Select(result => result.Request!)], call.Aborted);
            await CompleteAsync(call, part, answers);
        }

        await call.AnswerAsync((results, call), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (var result in state.results)
                WriteResult(json, result, state.call.Service<TaskJson>());
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static List<BatchResult> ReadAll(ApiCall call, JsonElement list)
    {
        var envelope = call.Service<SubmitEnvelope>();
        var results = new List<BatchResult>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            try
            {
                results.Add(new BatchResult { Request = envelope.Read(element, null) });
            }
            catch (ApiProblemException problem)
            {
                results.Add(new BatchResult { Problem = problem });
            }
        }

        return results;
    }

    private static async Task CompleteAsync(ApiCall call, BatchResult[] results, IReadOnlyList<SubmitAnswer> answers)
    {
        var repeats = new List<BatchResult>();
        for (var i = 0; i < results.Length; i++)
        {
            results[i].Answer = answers[i];
            results[i].Problem = Refusal(results[i].Request!, answers[i]);
            if (results[i].Problem is null && answers[i].Kind != SubmitKind.Accepted)
                repeats.Add(results[i]);
        }

        if (repeats.Count == 0)
            return;
        var existing = await call.Store.Queries.GetAsync([.. repeats.Select(repeat => repeat.Answer.Id)], call.Aborted);
        for (var i = 0; i < repeats.Count; i++)
        {
            repeats[i].Existing = existing[i];
            if (existing[i] is null)
                repeats[i].Problem = ApiProblemException.TaskNotFound(repeats[i].Answer.Id);
        }
    }

    private static void WriteResult(Utf8JsonWriter json, BatchResult result, TaskJson tasks)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", result.Problem is null);
        if (result.Problem is { } problem)
        {
            json.WritePropertyName("problem");
            ProblemJson.Write(json, problem);
        }
        else
        {
            json.WritePropertyName("task");
            if (result.Existing is { } existing)
                tasks.Write(json, existing, deduplicated: true);
            else
                WriteAccepted(json, result.Request!, result.Answer);
        }

        json.WriteEndObject();
    }

    private static ApiProblemException? Refusal(SubmitRequest request, SubmitAnswer answer) => answer.Kind switch
    {
        SubmitKind.QueueUnknown => ApiProblemException.Invalid(
            "queue", $"there is no queue '{request.Queue}'; create it with PUT /queues/{request.Queue}, or name an existing one", ProblemCodes.QueueUnknown),
        SubmitKind.QueueFull => new(429, "Queue is full", SubmitRefusals.Describe(request, answer))
        {
            Code = ProblemCodes.QueueFull,
            RetryAfter = answer.RetryAfter ?? TimeSpan.FromSeconds(1),
        },
        SubmitKind.QueueDeleting => new(409, "Conflict", SubmitRefusals.Describe(request, answer)) { Code = ProblemCodes.QueueDeleting },
        SubmitKind.IdConflict or SubmitKind.IdempotencyConflict => new(409, "Conflict", SubmitRefusals.Describe(request, answer)) { Code = ProblemCodes.Conflict },
        _ => null,
    };

    private static void WriteAccepted(Utf8JsonWriter json, SubmitRequest request, SubmitAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("id", answer.Id.ToString());
        json.WriteString("name", request.Name);
        json.WriteNumber("version", request.Version);
        json.WriteString("status", answer.Status.ToWire());
        json.WriteString("queue", answer.Queue);
        json.WriteNumber("priority", request.Priority);
        json.WriteTime("submitted_at", answer.SubmittedAt);
        if (answer.Status == JobStatus.Scheduled)
            json.WriteTime("run_at", request.RunAt ?? answer.SubmittedAt + request.Delay);
        json.WriteEndObject();
    }

    private sealed class BatchResult
    {
        public SubmitRequest? Request { get; init; }

        public ApiProblemException? Problem { get; set; }

        public SubmitAnswer Answer { get; set; }

        public TaskRecord? Existing { get; set; }
    }
}
