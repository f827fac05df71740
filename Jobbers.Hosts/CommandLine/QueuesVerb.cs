using System.CommandLine;
using System.Text.Json;
using Jobbers.Hosts.Configuration;
using Jobbers.Routing;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Lists, pauses and resumes queues, through a manager.</summary>
internal static class QueuesVerb
{
    public static Command Create() => new("queues", "Lists, pauses and resumes queues, through a manager.")
    {
        AdminVerb.Create("list", "Names all queues.", [], async (parsed, manager, cancellationToken) =>
        {
            AdminVerb.Print(parsed, await manager.SendAsync(HttpMethod.Get, "queues", null, "queues", cancellationToken), ShowNames);
            return 0;
        }),
        CreateSwitch("pause", "Claims nothing more from a queue; what runs goes on."),
        CreateSwitch("resume", "Claims from a paused queue again."),
    };

    private static Command CreateSwitch(string verb, string help)
    {
        var name = new Argument<string>("name") { Description = "The queue." };
        return AdminVerb.Create(verb, help, [name], async (parsed, manager, cancellationToken) =>
        {
            var queue = parsed.GetValue(name)!;
            if (!RoutingNames.IsValid(queue))
                throw new SettingsException($"'{TerminalText.Clean(queue)}' cannot name a queue: 1 to 100 characters of [a-zA-Z0-9_.-].");
            var answer = await manager.SendAsync(HttpMethod.Post, $"queues/{queue}/{verb}", null, "queue", cancellationToken);
            AdminVerb.Print(parsed, answer, static (output, answer) => ShowPaused(output, answer.GetProperty("queue")));
            return 0;
        });
    }

    private static void ShowPaused(TextWriter output, JsonElement queue) =>
        output.WriteLine($"{TerminalText.Member(queue, "name")}  {(queue.GetProperty("paused").GetBoolean() ? "paused" : "resumed")}");

    private static void ShowNames(TextWriter output, JsonElement answer)
    {
        foreach (var name in answer.GetProperty("queues").EnumerateArray())
            output.WriteLine(TerminalText.Clean(name.ToString()));
    }
}
