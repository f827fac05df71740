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
        var answer = await manager.SendAsync(HttpMethod.Post, "/tasks/cancel", body, cancellationToken);
        AdminVerb.Print(parsed, answer, ShowResults);
        return answer.GetProperty("results").EnumerateArray().All(IsCancelled) ? 0 : 1;
    }

    /// <summary>
    /// Goes on while there may be more. Running tasks stay listed until their workers have stopped them: a round that cancels nothing new is the last.
    /// </summary>
    private static async Task<int> CancelFilteredAsync(ParseResult parsed, ManagerConnection manager, CancellationToken cancellationToken)
    {
        var body = AdminVerb.Body(json =>
        {
            foreach (var filter in Filters.Where(filter => parsed.GetValue(filter) is not null))
                json.WriteString(filter.Name[2..].Replace('-', '_'), parsed.GetValue(filter));
        });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int cancelled = 0, requested = 0;
        bool more;
        using (var line = ProgressLine.On(parsed.InvocationConfiguration.Error))
        {
            do
            {
                var answer = await manager.SendAsync(HttpMethod.Post, "/tasks/cancel", body, cancellationToken);
                var news = answer.GetProperty("results").EnumerateArray().Where(result => seen.Add(TerminalText.Member(result, "task_id"))).ToList();
                cancelled += news.Count(result => TerminalText.Member(result, "status") == "cancelled");
                requested += news.Count(result => TerminalText.Member(result, "status") == "cancellation_requested");
                more = news.Count > 0 && answer.GetProperty("more").GetBoolean();
                line.Show($"{cancelled} cancelled, {requested} asked to stop …");
            }
            while (more);
        }

        var sum = AdminVerb.Body(json =>
        {
            json.WriteNumber("cancelled", cancelled);
            json.WriteNumber("cancellation_requested", requested);
        });
        AdminVerb.Print(parsed, JsonElement.Parse(sum), (output, _) => output.WriteLine($"{cancelled} cancelled, {requested} running ones asked to stop"));
        return 0;
    }

    private static bool IsCancelled(JsonElement result) => TerminalText.Member(result, "status") is "cancelled" or "cancellation_requested";

    private static void ShowResults(TextWriter output, JsonElement answer)
    {
        foreach (var result in answer.GetProperty("results").EnumerateArray())
            output.WriteLine($"{TerminalText.Member(result, "task_id")}  {TerminalText.Member(result, "status")}");
    }
}
