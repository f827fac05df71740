using System.CommandLine;
using System.Text.Json;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Submits tasks, looks at them, awaits, cancels and resubmits them, through a manager.</summary>
internal static class TasksVerb
{
    private static readonly string[] Columns = ["id", "name", "version", "status", "queue", "submitted_at", "error"];

    public static Command Create() => new("tasks", "Submits, lists, shows, awaits, cancels and resubmits tasks, through a manager.")
    {
        TaskSubmitVerb.Create(),
        CreateList(),
        CreateShow(),
        TaskWaitVerb.Create(),
        TaskCancelVerb.Create(),
        CreateResubmit(),
    };

    private static Command CreateList()
    {
        Option<string>[] filters =
        [
            new("--status") { Description = "submitted, scheduled, started, completed, failed, cancelled, stalled or dropped." },
            new("--queue") { Description = "Only tasks of this queue." },
            new("--task-name") { Description = "Only tasks of this name." },
            new("--tag") { Description = "Only tasks with this tag." },
            new("--limit") { Description = "How many at most, 1 to 200. Default 50." },
            new("--cursor") { Description = "Where to go on: the cursor that the page before ended with." },
        ];
        return AdminVerb.Create("list", "Lists tasks, newest first without --status.", filters, async (parsed, manager, cancellationToken) =>
        {
            var given = filters.Select(filter => (Name: filter.Name[2..].Replace('-', '_'), Text: parsed.GetValue(filter))).Where(filter => filter.Text is not null);
            var query = string.Join('&', given.Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Text!)}"));
            var page = await manager.SendAsync(HttpMethod.Get, $"tasks?{query}", null, "tasks", cancellationToken);
            AdminVerb.Print(parsed, page, ShowPage);
            return 0;
        });
    }

    private static void ShowPage(TextWriter output, JsonElement page)
    {
        string[][] rows = [.. page.GetProperty("tasks").EnumerateArray().Select(task => Columns.Select(column => TerminalText.Member(task, column)).ToArray())];
        TerminalText.WriteTable(output, Columns, rows);
        if (TerminalText.Member(page, "next_cursor") is { Length: > 0 } cursor)
            output.WriteLine($"There may be more: --cursor {cursor}");
    }

    private static Command CreateShow()
    {
        var id = new Argument<string>("id") { Description = "The task." };
        return AdminVerb.Create("show", "Shows one task as it stands.", [id], async (parsed, manager, cancellationToken) =>
        {
            var task = await manager.SendAsync(HttpMethod.Get, AdminVerb.TaskPath(parsed.GetValue(id)!), null, "id", cancellationToken);
            AdminVerb.Print(parsed, task, TerminalText.WriteMembers);
            return 0;
        });
    }

    private static Command CreateResubmit()
    {
        var id = new Argument<string>("id") { Description = "An ended task." };
        var keep = new Option<bool>("--keep-retry-count") { Description = "Go on counting retries and lost workers where they stood." };
        return AdminVerb.Create("resubmit", "Gives an ended task a second chance.", [id, keep], async (parsed, manager, cancellationToken) =>
        {
            var body = AdminVerb.Body(json => json.WriteBoolean("reset_retry_count", !parsed.GetValue(keep)));
            var task = await manager.SendAsync(HttpMethod.Post, $"{AdminVerb.TaskPath(parsed.GetValue(id)!)}/resubmit", body, "id", cancellationToken);
            AdminVerb.Print(parsed, task, static (output, task) => output.WriteLine($"{TerminalText.Member(task, "id")}  {TerminalText.Member(task, "status")}"));
            return 0;
        });
    }
}
