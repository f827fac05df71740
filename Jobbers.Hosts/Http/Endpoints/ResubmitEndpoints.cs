using Jobbers.Catalog;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission.Http;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Second chances: one ended task, or dead letters by id or filter.</summary>
internal static class ResubmitEndpoints
{
    private const int DefaultLimit = 100;

    public static async Task ResubmitAsync(ApiCall call)
    {
        var id = call.Id();
        var reset = await ReadResetAsync(call);
        var answer = (await call.Store.Submission.ResubmitAsync([id], reset, call.Aborted))[0];
        if (answer != ResubmitAnswer.Resubmitted)
            throw Refusal(id, answer);
        await TaskEndpoints.AnswerAsync(call, await TaskEndpoints.FindAsync(call, id));
    }

    private static ApiProblemException Refusal(Ulid id, ResubmitAnswer answer) => answer switch
    {
        ResubmitAnswer.NotFound => ApiProblemException.TaskNotFound(id),
        ResubmitAnswer.NotEnded => new(409, "Not ended", $"Task {id} waits or runs; only an ended task can be resubmitted.") { Code = ProblemCodes.NotEnded },
        ResubmitAnswer.UniqueKeyHeld => new(409, "Unique key is held", $"Another task with the unique key of {id} waits or runs. Wait for its end, or cancel it.") { Code = ProblemCodes.UniqueKeyHeld },
        ResubmitAnswer.QueueFull => new(429, "Queue is full", $"The queue of task {id} is at its max_length. Try again later, or raise the limit.") { Code = ProblemCodes.QueueFull, RetryAfter = TimeSpan.FromSeconds(1) },
        _ => new(409, "Queue is gone", $"The queue of task {id} does not exist any more, or is being deleted. Create it again, then resubmit.") { Code = ProblemCodes.QueueUnknown },
    };

    public static async Task ResubmitDeadLettersAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var problems = new PayloadProblems();
        var fields = new JsonFields(body.RootElement, problems, "task_ids", "queue", "task_name", "task_version", "error_type", "reset_retry_count", "limit");
        var named = fields.Texts("task_ids", ApiLimits.MaxBulk);
        var filtered = fields.Has("queue") || fields.Has("task_name") || fields.Has("task_version") || fields.Has("error_type");
        var filter = new ListQuery
        {
            Queue = fields.Queue("queue"),
            Name = fields.Text("task_name"),
            Version = fields.Whole("task_version", 1),
            ErrorType = fields.Text("error_type"),
            Limit = fields.Whole("limit", 1, ApiLimits.MaxBulk) ?? DefaultLimit,
        };
        var reset = fields.Flag("reset_retry_count") ?? true;
        if (problems.Count == 0 && fields.Has("task_ids") == filtered)
            problems.AddAtRoot("task_ids", "give task_ids, or a filter of queue, task_name, task_version or error_type, not both and not neither");
        if (problems.Count > 0)
            throw ApiProblemException.Invalid(problems.Items);
        var search = new BulkSearch();
        if (named is null)
            await search.AddAsync(query => call.Store.Queries.ListDeadLettersAsync(query, call.Aborted), filter);
        var ids = named is null ? search.Found : await OnlyDeadLettersAsync(call, ReadIds(named));
        var answers = ids.Count == 0 ? [] : await call.Store.Submission.ResubmitAsync(ids, reset, call.Aborted);
        Ulid[] resubmitted = [.. ids.Where((_, i) => answers[i] == ResubmitAnswer.Resubmitted)];
        List<(string Id, string Detail)> refused =
        [
            .. NoDeadLetters(named ?? [], ids),
            .. ids.Zip(answers).Where(pair => pair.Second != ResubmitAnswer.Resubmitted).Select(pair => (pair.First.ToString(), Refusal(pair.First, pair.Second).Detail)),
        ];
        await JsonAnswer.WriteLargeAsync(call.Http, (call, resubmitted, refused, search.More), static (answer, state) =>
            WriteAsync(state.call, answer, state.resubmitted, state.refused, state.More));
    }

    private static async Task WriteAsync(
        ApiCall call, LargeJson answer, Ulid[] resubmitted, List<(string Id, string Detail)> refused, bool more)
    {
        var json = answer.Json;
        json.WriteStartObject();
        json.WriteNumber("resubmitted", resubmitted.Length);
        json.WriteStartArray("tasks");
        await WriteTasksAsync(call, answer, resubmitted);
        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (var (id, detail) in refused)
        {
            json.WriteStartObject();
            json.WriteString("task_id", id);
            json.WriteString("detail", detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("more", more);
        json.WriteEndObject();
    }

    /// <summary>Parameters are shown until the answer is full. A store that goes away meanwhile does not undo what was resubmitted.</summary>
    private static async ValueTask WriteTasksAsync(ApiCall call, LargeJson answer, Ulid[] ids)
    {
        var shown = call.Service<TaskJson>();
        try
        {
            foreach (var piece in ids.Chunk(ApiLimits.TasksAtOnce))
            {
                foreach (var task in (await call.Store.Queries.GetAsync(piece, call.Aborted)).OfType<TaskRecord>())
                {
                    shown.Write(answer.Json, task, isBrief: answer.IsFull);
                    await answer.FlushAsync();
                }
            }
        }
        catch (StoreUnavailableException)
        {
            // The answer has begun; its count is right.
        }
    }

    public static async Task RemoveDeadLettersAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var problems = new PayloadProblems();
        var fields = new JsonFields(body.RootElement, problems, "task_ids");
        var named = fields.Texts("task_ids", ApiLimits.MaxBulk);
        if (problems.Count == 0 && named is null)
            problems.AddAtRoot("task_ids", "is required");
        if (problems.Count > 0)
            throw ApiProblemException.Invalid(problems.Items);
        var removed = await call.Store.Submission.RemoveDeadLettersAsync(ReadIds(named!), call.Aborted);
        await call.AnswerAsync(removed, static (json, removed) =>
        {
            json.WriteStartObject();
            json.WriteNumber("removed", removed);
            json.WriteEndObject();
        });
    }

    /// <summary>The body is optional: <c>{"reset_retry_count":false}</c>.</summary>
    private static async ValueTask<bool> ReadResetAsync(ApiCall call)
    {
        if (!JsonBody.IsPresent(call.Http.Request))
            return true;
        using var body = await JsonBody.ReadAsync(call.Http);
        var problems = new PayloadProblems();
        var reset = new JsonFields(body.RootElement, problems, "reset_retry_count").Flag("reset_retry_count") ?? true;
        return problems.Count == 0 ? reset : throw ApiProblemException.Invalid(problems.Items);
    }

    /// <summary>A bad id affects itself only: it is none of the stored tasks.</summary>
    private static List<Ulid> ReadIds(IReadOnlyList<string> texts)
    {
        var ids = new List<Ulid>(texts.Count);
        foreach (var text in texts)
        {
            if (TaskIds.TryParse(text, out var id))
                ids.Add(id);
        }

        return ids;
    }

    /// <summary>Of what was named, what is none: no task's id, or that of a task without a dead letter.</summary>
    private static IEnumerable<(string Id, string Detail)> NoDeadLetters(IReadOnlyList<string> named, IReadOnlyList<Ulid> dead)
    {
        var known = dead.ToHashSet();
        return named.Where(text => !TaskIds.TryParse(text, out var id) || !known.Contains(id)).Select(static text => (text, "There is no dead letter of this id."));
    }

    private static async ValueTask<IReadOnlyList<Ulid>> OnlyDeadLettersAsync(ApiCall call, List<Ulid> ids)
    {
        var dead = new List<Ulid>();
        foreach (var piece in ids.Chunk(ApiLimits.TasksAtOnce))
        {
            var tasks = await call.Store.Queries.GetAsync(piece, call.Aborted);
            dead.AddRange(tasks.Where(task => task is { IsDeadLetter: true }).Select(task => task!.Id));
        }

        return dead;
    }
}
