using System.Diagnostics;
using System.Text.Json;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Submission.Http;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Submits one task. Many at once are <see cref="BatchEndpoint"/>'s.</summary>
internal static class SubmitEndpoints
{
    public const string IdempotencyHeader = "Idempotency-Key";

    public static async Task SubmitAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var header = call.Http.Request.Headers[IdempotencyHeader];
        if (header.Count > 1)
            throw ApiProblemException.Invalid("Idempotency-Key", "is given more than once");
        var request = call.Service<SubmitEnvelope>().Read(body.RootElement, header.Count == 0 ? null : header[0]);
        using var span = SubmitSpan.Start(request.Name, request.Version, request.Queue);
        request = request with { TraceParent = span?.Id ?? request.TraceParent };
        var answer = await StoreAsync(call, request, span);
        if (answer.Kind == SubmitKind.Accepted)
        {
            call.Http.Response.Headers.Location = $"{call.Http.Request.PathBase}/tasks/{answer.Id}";
            await call.AnswerAsync((request, answer), static (json, accepted) => WriteAccepted(json, accepted.request, accepted.answer), 201);
            return;
        }

        if (Refusal(request, answer) is { } refusal)
            throw refusal;
        var existing = await TaskEndpoints.FindAsync(call, answer.Id);
        await call.AnswerAsync((existing, call), static (json, found) => found.call.Service<TaskJson>().Write(json, found.existing, deduplicated: true));
    }

    private static async ValueTask<SubmitAnswer> StoreAsync(ApiCall call, SubmitRequest request, Activity? span)
    {
        try
        {
            var answer = (await call.Store.Submission.SubmitAsync([request], call.Aborted))[0];
            SubmitSpan.Answered(span, answer);
            return answer;
        }
        catch (Exception failure)
        {
            SubmitSpan.Failed(span, failure);
            throw;
        }
    }

    /// <summary>Why the store did not take a task; null when it did, or had it already.</summary>
    public static ApiProblemException? Refusal(SubmitRequest request, SubmitAnswer answer) => answer.Kind switch
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

    public static void WriteAccepted(Utf8JsonWriter json, SubmitRequest request, SubmitAnswer answer)
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
}
