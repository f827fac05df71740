using System.CommandLine;
using System.Text.Json;
using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Cancels the named tasks, or all that a filter finds, a thousand at a time.</summary>
internal static class TaskCancelVerb
{
    private static readonly Argument<string[]> Ids = new("ids") { Description = "The tasks, up to 1,000.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string>[] Filters =
    [
        new("--status") { Description = "submitted, scheduled or started." },
        new("--queue") { Description = "Only tasks of this queue." },
        new("--task-name") { Description = "Only tasks of this name." },
        new("--tag") { Description = "Only tasks with this tag." },
    ];

    public static Command Create() => AdminVerb.Create(
        "cancel", "Cancels tasks: at once those that wait, by request those that run. Named ones, or by filter all there are. Exit code 1 when some could not be.",
        [Ids, .. Filters], RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, ManagerConnection manager, CancellationToken cancellationToken)
    {
        var ids = parsed.GetValue(Ids)!;
        var filtered = Filters.Any(filter => parsed.GetValue(filter) is not null);
        if (ids.Length > 0 == filtered)
            throw new SettingsException("Name tasks, or give a filter (--queue, --task-name, --tag, --status): not both and not neither.");
        return filtered ? await CancelFilteredAsync(parsed, manager, cancellationToken) : await CancelNamedAsync(parsed, manager, ids, cancellationToken);
    }

    private static async Task<int> CancelNamedAsync(ParseResult parsed, ManagerConnection manager, string[] ids, CancellationToken cancellationToken)
    {
        var body = AdminVerb.Body(json =>
        {
            json.WriteStartArray("task_ids");
            foreach (var id in ids)
                json.WriteStringValue(id);
            json.WriteEndArray();
        });
        var answer = await manager.SendAsync(HttpMethod.Post, "tasks/cancel", body, "results", cancellationToken);
        AdminVerb.Print(parsed, answer, ShowResults);
        return answer.GetProperty("results").EnumerateArray().All(IsCancelled) ? 0 : 1;
    }

    /// <summary>
    /// Goes on while there may be more: each round finds those that no earlier one has cancelled or asked to stop.
    /// </summary>
    private static async Task<int> CancelFilteredAsync(ParseResult parsed, ManagerConnection manager, CancellationToken cancellationToken)
    {
        var body = AdminVerb.Body(json =>
        {
            foreach (var filter in Filters.Where(filter => parsed.GetValue(filter) is not null))
                json.WriteString(filter.Name[2..].Replace('-', '_'), parsed.GetValue(filter));
        });
        int cancelled = 0, requested = 0, found;
        bool more;
        using (var line = ProgressLine.On(parsed.InvocationConfiguration.Error))
        {
            do
            {
                var answer = await manager.SendAsync(HttpMethod.Post, "tasks/cancel", body, "results", cancellationToken);
                var statuses = answer.GetProperty("results").EnumerateArray().Select(result => TerminalText.Member(result, "status")).ToList();
                cancelled += statuses.Count(status => status == "cancelled");
                requested += statuses.Count(status => status == "cancellation_requested");
                found = statuses.Count;
                more = answer.GetProperty("more").GetBoolean();
                line.Show($"{cancelled} cancelled, {requested} asked to stop …");
            }
            while (more && found > 0);
        }

        var sum = AdminVerb.Body(json =>
        {
            json.WriteNumber("cancelled", cancelled);
            json.WriteNumber("cancellation_requested", requested);
        });
        AdminVerb.Print(parsed, JsonElement.Parse(sum), (output, _) => output.WriteLine($"{cancelled} cancelled, {requested} running ones asked to stop{(more ? "; the search ended before the last: repeat it" : "")}"));
        return more ? 1 : 0;
    }

    private static bool IsCancelled(JsonElement result) => TerminalText.Member(result, "status") is "cancelled" or "cancellation_requested";

    private static void ShowResults(TextWriter output, JsonElement answer)
    {
        foreach (var result in answer.GetProperty("results").EnumerateArray())
            output.WriteLine($"{TerminalText.Member(result, "task_id")}  {TerminalText.Member(result, "status")}");
    }
}
