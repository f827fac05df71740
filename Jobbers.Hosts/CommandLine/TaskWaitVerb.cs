using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Waits for a task's end, and shows on a terminal how it goes.</summary>
internal static class TaskWaitVerb
{
    private const double DefaultTimeout = 3600;

    /// <summary>Between two lines of progress.</summary>
    private const double Step = 1;

    /// <summary>What an answer may take on its way, behind the end of the time.</summary>
    private const double Grace = 2;

    private static readonly Argument<string> Id = new("id") { Description = "The task." };

    /// <summary>Of all commands that wait for a task's end.</summary>
    public static Option<double> Timeout { get; } = SecondsOption.Create("--timeout", "Seconds to wait at most. Default 3600.", DefaultTimeout);

    public static Command Create() => AdminVerb.Create(
        "wait", "Waits for a task's end and shows it. Exit code 0 when it completed, 1 when it ended otherwise or not in time.", [Id, Timeout], RunAsync);

    private static Task<int> RunAsync(ParseResult parsed, ManagerConnection manager, CancellationToken cancellationToken) =>
        WaitAsync(parsed, manager, parsed.GetValue(Id)!, ReadTimeout(parsed), isKnown: false, cancellationToken);

    /// <summary>How long to wait, in seconds.</summary>
    /// <exception cref="SettingsException">It is out of range.</exception>
    public static double ReadTimeout(ParseResult parsed) => parsed.GetValue(Timeout) is >= 0 and <= 86400 and var seconds
        ? seconds
        : throw new SettingsException("--timeout must be seconds from 0 to 86400.");

    /// <summary>Waits for a task's end and prints it.</summary>
    /// <param name="parsed">Says how to print.</param>
    /// <param name="manager">The manager that knows it.</param>
    /// <param name="id">The task.</param>
    /// <param name="seconds">How long at most.</param>
    /// <param name="isKnown">Whether the manager has answered for it already: its return is waited for then, should it go away.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The exit code: 0 when it completed.</returns>
    /// <exception cref="ManagerRefusalException">It has not ended in time, or the manager does not answer or refuses.</exception>
    public static async Task<int> WaitAsync(
        ParseResult parsed, ManagerConnection manager, string id, double seconds, bool isKnown, CancellationToken cancellationToken)
    {
        if (await EndAsync(parsed, manager, AdminVerb.TaskPath(id), seconds, isKnown, cancellationToken) is not { } task)
        {
            throw new ManagerRefusalException(string.Create(
                CultureInfo.InvariantCulture, $"Task {id} has not ended within {seconds} s. It goes on: 'tasks wait {id}' waits again, 'tasks show {id}' shows it."));
        }

        AdminVerb.Print(parsed, task, TerminalText.WriteMembers);
        return TerminalText.Member(task, "status") == "completed" ? 0 : 1;
    }

    private static async ValueTask<JsonElement?> EndAsync(
        ParseResult parsed, ManagerConnection manager, string path, double seconds, bool isKnown, CancellationToken cancellationToken)
    {
        using var line = ProgressLine.On(parsed.InvocationConfiguration.Error);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(seconds + Grace));
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var left = seconds - clock.Elapsed.TotalSeconds;
            try
            {
                // Of one that has never answered it is to be said that it does not.
                if (await AskAsync(manager, path, Math.Clamp(left, 0, Step), isKnown ? deadline.Token : cancellationToken) is { } ended)
                    return ended;
                isKnown = true;
                if (left <= Step)
                    return null;
                line.Show(Describe(await manager.SendAsync(HttpMethod.Get, path, null, "id", deadline.Token)));
            }
            catch (ManagerRefusalException outage) when (outage.IsOutage && isKnown && left > Step)
            {
                // A manager that is started anew says how the task went.
                line.Show(outage.Message);
                await Task.Delay(TimeSpan.FromSeconds(Step), cancellationToken);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    private static async ValueTask<JsonElement?> AskAsync(ManagerConnection manager, string path, double seconds, CancellationToken cancellationToken)
    {
        var timeout = seconds.ToString("0.###", CultureInfo.InvariantCulture);
        var task = await manager.SendAsync(HttpMethod.Get, $"{path}/wait?timeout={timeout}", null, "id", cancellationToken);
        return task.ValueKind == JsonValueKind.Object ? task : null;
    }

    private static string Describe(JsonElement task)
    {
        var progress = task.TryGetProperty("progress", out var share) ? string.Create(CultureInfo.InvariantCulture, $" {share.GetDouble():0 %}") : "";
        return $"{TerminalText.Member(task, "status")}{progress} {TerminalText.Member(task, "message")}".TrimEnd();
    }
}
