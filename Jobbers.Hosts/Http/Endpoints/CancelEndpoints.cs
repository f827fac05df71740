using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission.Http;
using Jobbers.Telemetry;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Cancels, one or many.</summary>
internal static class CancelEndpoints
{
    private static readonly string[] FilterFields =
        ["status", "queue", "task_name", "task_version", "tag", "worker", "submitted_after", "submitted_before"];

    /// <summary>By <see cref="CancelAnswer"/>.</summary>
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
                throw new ApiProblemException(409, "Already ended", $"Task {id} has ended as {ended.Status.ToWire()}; there is nothing to cancel.") { Code = ProblemCodes.AlreadyEnded };
        }

        await EndReport.CancelledAsync(call.Store.Queries, [id], [answer], call.Aborted);
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
        var fields = new JsonFields(body.RootElement, problems, ["task_ids", "limit", .. FilterFields]);
        var named = fields.Texts("task_ids", ApiLimits.MaxBulk);
        var filter = ReadFilter(fields, problems);
        if (problems.Count == 0 && fields.Has("task_ids") == (filter is not null))
            problems.AddAtRoot("task_ids", $"give task_ids, or a filter of {string.Join(", ", FilterFields)}, not both and not neither");
        if (problems.Count > 0)
            throw ApiProblemException.Invalid(problems.Items);
        var search = filter is null ? null : await FindAsync(call, filter);
        var targets = named?.Select(text => (Text: text, Id: TaskIds.TryParse(text, out var id) ? id : (Ulid?)null)).ToList()
            ?? [.. search!.Found.Select(id => (id.ToString(), (Ulid?)id))];
        Ulid[] ids = [.. targets.Where(target => target.Id is not null).Select(target => target.Id!.Value)];
        var answers = ids.Length == 0 ? [] : await call.Store.Submission.CancelAsync(ids, call.Aborted);
        await EndReport.CancelledAsync(call.Store.Queries, ids, answers, call.Aborted);
        await call.AnswerAsync((targets, answers, search), static (json, state) => Write(json, state.targets, state.answers, state.search));
    }

    private static ListQuery? ReadFilter(JsonFields fields, PayloadProblems problems)
    {
        if (!FilterFields.Any(fields.Has))
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
            Queue = fields.Queue("queue"),
            Name = fields.Text("task_name"),
            Version = fields.Whole("task_version", 1),
            Tag = fields.Text("tag"),
            Worker = fields.Text("worker"),
            SubmittedAfter = fields.Time("submitted_after"),
            SubmittedBefore = fields.Time("submitted_before"),
            Limit = fields.Whole("limit", 1, ApiLimits.MaxBulk) ?? ApiLimits.MaxBulk,
        };
    }

    private static async ValueTask<BulkSearch> FindAsync(ApiCall call, ListQuery filter)
    {
        JobStatus[] statuses = filter.Status is { } one ? [one] : [JobStatus.Submitted, JobStatus.Scheduled, JobStatus.Started];
        var search = new BulkSearch();
        foreach (var status in statuses)
        {
            // Running tasks stay listed until their workers have stopped them: asked again, they would be in the way of those that were not.
            await search.AddAsync(query => call.Store.Queries.ListAsync(query, call.Aborted), filter with { Status = status }, task => task.CancelRequestedAt is null);
        }

        return search;
    }

    private static void Write(Utf8JsonWriter json, List<(string Text, Ulid? Id)> targets, IReadOnlyList<CancelAnswer> answers, BulkSearch? search)
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
        if (search is not null)
            json.WriteBoolean("more", search.More);
        json.WriteEndObject();
    }
}
