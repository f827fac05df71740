using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Cancels, one or many.</summary>
internal static class CancelEndpoints
{
    private static readonly string[] Statuses = ["cancelled", "cancellation_requested", "not_cancellable", "not_found"];

    public static async Task CancelAsync(ApiCall call)
    {
        var id = call.Id();
        var answer = (await call.Store.Submission.CancelAsync([id], call.Aborted))[0];
        switch (answer)
        {
            case CancelAnswer.NotFound:
                throw ApiProblemException.TaskNotFound(id);
            case CancelAnswer.AlreadyEnded:
                var ended = await TaskEndpoints.FindAsync(call, id);
                throw new ApiProblemException(409, "Already ended", $"Task {id} has ended as {ended.Status.ToWire()}; there is nothing to cancel.");
        }

        JobbersTelemetry.CancellationsRequested.Add(1);
        var requested = answer == CancelAnswer.Requested;
        await call.AnswerAsync((id, answer, requested), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("id", state.id.ToString());
            json.WriteString("status", Statuses[(int)state.answer]);
            if (state.requested)
                json.WriteString("message", $"The task runs; its worker was asked to stop it. Poll GET /tasks/{state.id} to see how it ends.");
            json.WriteEndObject();
        }, requested ? 202 : 200);
    }

    /// <summary>Cancels the named tasks, or those a filter finds (≤ 1,000, those that wait before those that run).</summary>
    public static async Task CancelManyAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var problems = new PayloadProblems();
        var fields = new JsonFields(body.RootElement, problems, "task_ids", "status", "queue", "task_name", "task_version", "tag", "limit");
        var named = fields.Texts("task_ids", ApiLimits.MaxBulk);
        var filter = ReadFilter(fields, problems);
        if (problems.Count == 0 && fields.Has("task_ids") == (filter is not null))
            problems.AddAtRoot("task_ids", "give task_ids, or a filter of status, queue, task_name, task_version or tag, not both and not neither");
        if (problems.Count > 0)
            throw ApiProblemException.Invalid(problems.Items);
        var targets = named?.Select(text => (Text: text, Id: TaskIds.TryParse(text, out var id) ? id : (Ulid?)null)).ToList()
            ?? [.. (await FindAsync(call, filter!)).Select(id => (id.ToString(), (Ulid?)id))];
        Ulid[] ids = [.. targets.Where(target => target.Id is not null).Select(target => target.Id!.Value)];
        var answers = ids.Length == 0 ? [] : await call.Store.Submission.CancelAsync(ids, call.Aborted);
        JobbersTelemetry.CancellationsRequested.Add(answers.Count(answer => answer is CancelAnswer.Cancelled or CancelAnswer.Requested));
        await call.AnswerAsync((targets, answers), static (json, state) => Write(json, state.targets, state.answers));
    }

    private static ListQuery? ReadFilter(JsonFields fields, PayloadProblems problems)
    {
        if (!fields.Has("status") && !fields.Has("queue") && !fields.Has("task_name") && !fields.Has("task_version") && !fields.Has("tag"))
            return null;
        JobStatus? status = null;
        if (fields.Text("status") is { } text)
        {
            if (JobStatusNames.TryParse(text, out var known) && known is JobStatus.Submitted or JobStatus.Scheduled or JobStatus.Started)
                status = known;
            else
                problems.AddAtRoot("status", "must be submitted, scheduled or started");
        }

        return new ListQuery
        {
            Status = status,
            Queue = fields.Text("queue"),
            Name = fields.Text("task_name"),
            Version = fields.Whole("task_version", 1),
            Tag = fields.Text("tag"),
            Limit = fields.Whole("limit", 1, ApiLimits.MaxBulk) ?? ApiLimits.MaxBulk,
        };
    }

    private static async ValueTask<IReadOnlyList<Ulid>> FindAsync(ApiCall call, ListQuery filter)
    {
        JobStatus[] statuses = filter.Status is { } one ? [one] : [JobStatus.Submitted, JobStatus.Scheduled, JobStatus.Started];
        var found = new List<Ulid>();
        foreach (var status in statuses)
        {
            var left = filter.Limit - found.Count;
            if (left <= 0)
                break;
            var page = await call.Store.Queries.ListAsync(filter with { Status = status, Limit = left }, call.Aborted);
            found.AddRange(page.Tasks.Select(task => task.Id));
        }

        return found;
    }

    private static void Write(Utf8JsonWriter json, List<(string Text, Ulid? Id)> targets, IReadOnlyList<CancelAnswer> answers)
    {
        var next = 0;
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var (text, id) in targets)
        {
            json.WriteStartObject();
            json.WriteString("task_id", id?.ToString() ?? text);
            json.WriteString("status", id is null ? "invalid_id" : Statuses[(int)answers[next++]]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
