using System.CommandLine;
using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Configuration;
using Jobbers.Lifecycle;
using Jobbers.Submission.Http;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Submits one task, and waits for its end where it is told to.</summary>
internal static class TaskSubmitVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "The name that the task is declared with." };

    private static readonly Option<string> Parameters = new("--params") { Description = "Its parameters as JSON: '{\"report_id\":42}'. Default {}." };

    private static readonly Option<string> ParametersFile = new("--params-file") { Description = "Where they are instead: a file, or - for standard input." };

    private static readonly Option<int?> Version = WholeOption.Create("--task-version", "The version of the task. Default the newest.");

    private static readonly Option<string> Queue = new("--queue") { Description = "The queue. Default the task's own." };

    private static readonly Option<int?> Priority = WholeOption.Create("--priority", "From 0 to 9; higher ones start first. Default the task's own.");

    private static readonly Option<double?> Delay = SecondsOption.Create("--delay", "Seconds from now until it may start.");

    private static readonly Option<string> RunAt = new("--run-at") { Description = "The moment it may start: 2027-01-31T08:00:00Z, or with an offset." };

    private static readonly Option<string[]> Tags = new("--tag") { Description = "A tag; may be given several times." };

    private static readonly Option<string> Id = new("--id") { Description = "Its id, a ULID. The same submit again under an id is the same task." };

    private static readonly Option<string> IdempotencyKey = new("--idempotency-key")
    {
        Description = "A submit of the same task under the same key within a day is answered with the first one.",
    };

    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait for its end and show it, as 'tasks wait' does." };

    public static Command Create() => AdminVerb.Create(
        "submit", "Submits a task. Exit code 0 when it is stored; with --wait 0 when it completed, 1 when it ended otherwise or not in time.",
        [Name, Parameters, ParametersFile, Version, Queue, Priority, Delay, RunAt, Tags, Id, IdempotencyKey, Wait, TaskWaitVerb.Timeout], RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, ManagerConnection manager, CancellationToken cancellationToken)
    {
        var waits = parsed.GetValue(Wait);
        if (!waits && parsed.GetResult(TaskWaitVerb.Timeout) is { Implicit: false })
            throw new SettingsException("--timeout is how long to wait: give --wait with it, or neither.");
        var seconds = TaskWaitVerb.ReadTimeout(parsed);
        var parameters = await ReadParametersAsync(parsed, cancellationToken);
        // An id of its own, so that a submit whose answer is lost can be sent again.
        var id = parsed.GetValue(Id) ?? NewId.At(TimeProvider.System.GetUtcNow(), Random.Shared).ToString();
        var task = await SendAsync(parsed, manager, id, Body(parsed, id, parameters), cancellationToken);
        if (!waits || !parsed.GetValue(AdminVerb.Json))
            AdminVerb.Print(parsed, task, static (output, task) => output.WriteLine($"{TerminalText.Member(task, "id")}  {TerminalText.Member(task, "status")}"));
        return waits ? await TaskWaitVerb.WaitAsync(parsed, manager, TerminalText.Member(task, "id"), seconds, isKnown: true, cancellationToken) : 0;
    }

    private static async Task<JsonElement> SendAsync(
        ParseResult parsed, ManagerConnection manager, string id, string body, CancellationToken cancellationToken)
    {
        var key = parsed.GetValue(IdempotencyKey);
        if (key is "" || key is not null && !HttpIdempotencyKey.Fits(key))
            throw new SettingsException($"--idempotency-key {(key is "" ? "is empty" : HttpIdempotencyKey.Rule)}.");
        try
        {
            return await manager.SendAsync(HttpMethod.Post, "tasks", body, "id", cancellationToken, key);
        }
        catch (ManagerRefusalException outage) when (outage is { IsOutage: true, IsUnsent: false })
        {
            throw new ManagerRefusalException(
                $"{outage.Message} Whether the task was stored is not known: 'tasks show {id}' tells, and the same command with --id {id} stores it once.", outage);
        }
    }

    private static string Body(ParseResult parsed, string id, string? parameters) => AdminVerb.Body(json =>
    {
        json.WriteString("name", parsed.GetValue(Name));
        json.WriteString("id", id);
        if (parsed.GetValue(Version) is { } version)
            json.WriteNumber("version", version);
        if (parsed.GetValue(Queue) is { } queue)
            json.WriteString("queue", queue);
        if (parsed.GetValue(Priority) is { } priority)
            json.WriteNumber("priority", priority);
        if (parsed.GetValue(Delay) is { } delay)
            json.WriteNumber("delay", delay);
        if (parsed.GetValue(RunAt) is { } runAt)
            json.WriteString("run_at", runAt);
        WriteTags(json, parsed.GetValue(Tags) ?? []);
        if (parameters is null)
            return;
        json.WritePropertyName("params");
        json.WriteRawValue(parameters);
    });

    private static void WriteTags(Utf8JsonWriter json, string[] tags)
    {
        if (tags.Length == 0)
            return;
        json.WriteStartArray("tags");
        foreach (var tag in tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }

    private static async Task<string?> ReadParametersAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (text, path) = (parsed.GetValue(Parameters), parsed.GetValue(ParametersFile));
        if (text is not null && path is not null)
            throw new SettingsException("--params and --params-file both say what the parameters are: give one of them.");
        var read = path is null ? text : await InputFile.ReadAsync("--params-file", path, PayloadLimits.MaxParametersBytes, cancellationToken);
        if (read is not null)
            CheckJson(path is null ? "--params" : $"--params-file {TerminalText.Clean(path)}", read);
        return read;
    }

    private static void CheckJson(string where, string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
        }
        catch (JsonException wrong)
        {
            throw new SettingsException($"{where} is no JSON (line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}). A shell may have taken its quotes: '{{\"report_id\":42}}', or --params-file.");
        }
    }
}
