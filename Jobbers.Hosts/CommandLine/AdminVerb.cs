using System.CommandLine;
using System.Text;
using System.Text.Json;
using Jobbers.Hosts.Configuration;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.CommandLine;

/// <summary>What the commands that talk to a manager share: where it is, and answers for people or, with <c>--json</c>, for machines.</summary>
internal static class AdminVerb
{
    /// <summary>Of all of them.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print the manager's answer as JSON." };

    /// <summary>Makes a command of one request or several.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="help">What it does.</param>
    /// <param name="symbols">Its own arguments and options.</param>
    /// <param name="run">Sends the requests and answers the exit code.</param>
    public static Command Create(
        string name, string help, IReadOnlyList<Symbol> symbols, Func<ParseResult, ManagerConnection, CancellationToken, Task<int>> run)
    {
        var verb = new Command(name, help);
        foreach (var argument in symbols.OfType<Argument>())
            verb.Arguments.Add(argument);
        foreach (var option in symbols.OfType<Option>())
            verb.Options.Add(option);
        verb.Options.Add(Json);
        VerbContext.AddOptions(verb, Setting.ManagerUrl);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            using var manager = ManagerConnection.Open(parsed);
            return await run(parsed, manager, cancellationToken);
        });
        return verb;
    }

    /// <summary>The path of a task. A blank id, as of a variable that is not set, or a path of its own would be another page's.</summary>
    /// <exception cref="SettingsException">It is no id.</exception>
    public static string TaskPath(string id) => TaskIds.TryParse(id, out _)
        ? $"tasks/{id}"
        : throw new SettingsException($"'{TerminalText.Clean(id)}' is no task id: 26 characters of Crockford base32, as a submit answers it.");

    /// <summary>Prints an answer: as it came with <c>--json</c>, else as <paramref name="show"/> does.</summary>
    public static void Print(ParseResult parsed, JsonElement answer, Action<TextWriter, JsonElement> show)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
            output.WriteLine(answer.GetRawText());
        else
            show(output, answer);
    }

    /// <summary>A request's body, written member by member.</summary>
    public static string Body(Action<Utf8JsonWriter> writeMembers)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
