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

    private static readonly Option<double> Timeout = SecondsOption.Create("--timeout", "Seconds to wait at most. Default 3600.", DefaultTimeout);

    public static Command Create() => AdminVerb.Create(
        "wait", "Waits for a task's end and shows it. Exit code 0 when it completed, 1 when it ended otherwise or not in time.", [Id, Timeout], RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, ManagerConnection manager, CancellationToken cancellationToken)
    {
        var seconds = parsed.GetValue(Timeout);
        if (seconds is not (>= 0 and <= 86400))
            throw new SettingsException("--timeout must be seconds from 0 to 86400.");
        var path = AdminVerb.TaskPath(parsed.GetValue(Id)!);
        var ended = await WaitAsync(parsed, manager, path, seconds, cancellationToken);
        if (ended is not { } task)
        {
            throw new ManagerRefusalException(string.Create(
                CultureInfo.InvariantCulture, $"The task has not ended within {seconds} s. It goes on; wait again, or see 'tasks show'."));
        }

        AdminVerb.Print(parsed, task, TerminalText.WriteMembers);
        return TerminalText.Member(task, "status") == "completed" ? 0 : 1;
    }

    private static async ValueTask<JsonElement?> WaitAsync(
        ParseResult parsed, ManagerConnection manager, string path, double seconds, CancellationToken cancellationToken)
    {
        using var line = ProgressLine.On(parsed.InvocationConfiguration.Error);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(seconds + Grace));
        var clock = Stopwatch.StartNew();
        var isKnown = false;
        while (true)
        {
            var left = seconds - clock.Elapsed.TotalSeconds;
            try
            {
                // Of one that has never answered it is to be said that it does not.
                if (await EndAsync(manager, path, Math.Clamp(left, 0, Step), isKnown ? deadline.Token : cancellationToken) is { } ended)
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

    private static async ValueTask<JsonElement?> EndAsync(ManagerConnection manager, string path, double seconds, CancellationToken cancellationToken)
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
