using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Listings of tasks.</summary>
internal static class ListEndpoints
{
    public static async Task ListAsync(ApiCall call)
    {
        var query = new QueryFields(
            call.Http.Request, "status", "queue", "task_name", "task_version", "tag", "worker", "submitted_after", "submitted_before", "limit", "cursor");
        var wanted = new ListQuery
        {
            Status = query.Status("status"),
            Queue = query.Queue("queue"),
            Name = query.Text("task_name"),
            Version = query.Whole("task_version", 1, int.MaxValue),
            Tag = query.Text("tag"),
            Worker = query.Text("worker"),
            SubmittedAfter = query.Time("submitted_after"),
            SubmittedBefore = query.Time("submitted_before"),
            Limit = query.Whole("limit", 1, ApiLimits.MaxPage) ?? ApiLimits.DefaultPage,
            Cursor = query.Text("cursor"),
        };
        query.ThrowIfBad();
        await TaskPages.AnswerAsync(call, wanted, page => call.Store.Queries.ListAsync(page, call.Aborted));
    }

    public static Task ScheduledAsync(ApiCall call) => ListStatusAsync(call, JobStatus.Scheduled);

    public static Task ActiveAsync(ApiCall call) => ListStatusAsync(call, JobStatus.Started);

    public static async Task DeadLettersAsync(ApiCall call)
    {
        var query = new QueryFields(call.Http.Request, "queue", "task_name", "task_version", "error_type", "limit", "cursor");
        var wanted = new ListQuery
        {
            Queue = query.Queue("queue"),
            Name = query.Text("task_name"),
            Version = query.Whole("task_version", 1, int.MaxValue),
            ErrorType = query.Text("error_type"),
            Limit = query.Whole("limit", 1, ApiLimits.MaxPage) ?? ApiLimits.DefaultDeadLetterPage,
            Cursor = query.Text("cursor"),
        };
        query.ThrowIfBad();
        await TaskPages.AnswerAsync(call, wanted, page => call.Store.Queries.ListDeadLettersAsync(page, call.Aborted));
    }

    private static async Task ListStatusAsync(ApiCall call, JobStatus status)
    {
        var query = new QueryFields(call.Http.Request, "queue", "task_name", "limit", "cursor");
        var wanted = new ListQuery
        {
            Status = status,
            Queue = query.Queue("queue"),
            Name = query.Text("task_name"),
            Limit = query.Whole("limit", 1, ApiLimits.MaxPage) ?? ApiLimits.DefaultPage,
            Cursor = query.Text("cursor"),
        };
        query.ThrowIfBad();
        await TaskPages.AnswerAsync(call, wanted, page => call.Store.Queries.ListAsync(page, call.Aborted));
    }
}
