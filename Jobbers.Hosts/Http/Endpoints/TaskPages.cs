using Jobbers.Hosts.Http.Json;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>
/// Answers a page of tasks, read and sent in pieces: two hundred tasks may be hundreds of megabytes. A page that grows too large, or whose store goes
/// away on the way, ends early and says where to go on.
/// </summary>
internal static class TaskPages
{
    public static async Task AnswerAsync(ApiCall call, ListQuery wanted, Func<ListQuery, ValueTask<TaskPage>> list)
    {
        var first = await list(Piece(wanted, Math.Min(wanted.Limit, ApiLimits.TasksAtOnce), wanted.Cursor));
        await JsonAnswer.WriteLargeAsync(call.Http, (call, wanted, list, first), static async (answer, state) =>
        {
            answer.Json.WriteStartObject();
            answer.Json.WriteStartArray("tasks");
            var cursor = await WriteAsync(state.call, answer, state.wanted, state.list, state.first);
            answer.Json.WriteEndArray();
            if (cursor is not null)
                answer.Json.WriteString("next_cursor", cursor);
            else
                answer.Json.WriteNull("next_cursor");
            answer.Json.WriteEndObject();
        });
    }

    private static async ValueTask<string?> WriteAsync(
        ApiCall call, LargeJson answer, ListQuery wanted, Func<ListQuery, ValueTask<TaskPage>> list, TaskPage piece)
    {
        var tasks = call.Service<TaskJson>();
        var now = call.Service<TimeProvider>().GetUtcNow();
        var left = wanted.Limit;
        var asked = Math.Min(left, ApiLimits.TasksAtOnce);
        while (true)
        {
            foreach (var task in piece.Tasks)
            {
                tasks.Write(answer.Json, task, now: now);
                await answer.FlushAsync();
            }

            // A short piece means that the store has looked at as many entries as one request may cost.
            var isShort = piece.Tasks.Count < asked;
            left -= piece.Tasks.Count;
            if (piece.NextCursor is null || left == 0 || isShort || answer.IsFull)
                return piece.NextCursor;
            asked = answer.IsSmall ? left : Math.Min(left, ApiLimits.TasksAtOnce);
            if (await NextAsync(list, Piece(wanted, asked, piece.NextCursor)) is not { } next)
                return piece.NextCursor;
            piece = next;
        }
    }

    private static async ValueTask<TaskPage?> NextAsync(Func<ListQuery, ValueTask<TaskPage>> list, ListQuery query)
    {
        try
        {
            return await list(query);
        }
        catch (StoreUnavailableException)
        {
            // The answer has begun; what was read of it is whole.
            return null;
        }
    }

    private static ListQuery Piece(ListQuery wanted, int limit, string? cursor) => wanted with { Limit = limit, Cursor = cursor };
}
