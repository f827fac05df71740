using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Drills.History;
using Jobbers.Lifecycle;
using Microsoft.Data.Sqlite;

namespace Drills.FourProcesses;

/// <summary>Killing any of the sample's four processes changes nothing but time.</summary>
public sealed class FourProcessesDrill
{
    private const int Reports = 300;
    private const int Webhooks = 40;
    private const int Rounds = 3;
    private const int Days = 2922;

    [LongDrill]
    public async Task Every_report_import_and_webhook_is_done_while_each_process_is_killed_in_turn()
    {
        await using var drill = await Drill.OnRedisAsync();
        await using var stage = new ReportsStage(drill.Address);
        using var client = new ReportsClient(stage, drill);
        using var killed = new CancellationTokenSource();
        var load = Task.WhenAll(SubmitReportsAsync(client), SubmitWebhooksAsync(client, stage), ImportAsync(client, drill, killed.Token));
        for (var kill = 0; kill < Rounds * stage.Kinds; kill++)
        {
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(400, 1200)));
            stage.KillAndRestart(kill % stage.Kinds);
        }

        var sinceLastKill = Stopwatch.StartNew();
        await killed.CancelAsync();
        await load;
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(90));
        await CheckAsync(drill, stage, sinceLastKill.Elapsed);
    }

    private static async Task SubmitReportsAsync(ReportsClient client)
    {
        for (var id = 1; id <= Reports; id++)
            await client.SubmitAsync("generate_report", $$"""{"report_id":{{id}}}""", $"report {id}");
    }

    private static async Task SubmitWebhooksAsync(ReportsClient client, ReportsStage stage)
    {
        for (var i = 1; i <= Webhooks; i++)
        {
            var url = new Uri(stage.Receiver, "/hooks");
            await client.SubmitAsync("send_webhook", $$$"""{"url":"{{{url}}}","payload":{"event":"report.ready","report_id":{{{i}}}}}""", $"webhook {i}");
        }
    }

    /// <summary>Imports one after the other: a second one beside it would be told, rightly, that it superseded the first.</summary>
    private static async Task ImportAsync(ReportsClient client, Drill drill, CancellationToken killed)
    {
        for (var i = 0; !killed.IsCancellationRequested; i++)
        {
            var id = await client.SubmitAsync("bulk_import", """{"file_id":"weather"}""", $"import {i}");
            await Drill.UntilAsync(
                async () => (await drill.Store.Queries.GetStatusesAsync([id], CancellationToken.None))[0]?.IsTerminal() == true, TimeSpan.FromSeconds(60), () => "an import did not end");
        }
    }

    private static async Task CheckAsync(Drill drill, ReportsStage stage, TimeSpan recovery)
    {
        var tasks = await drill.ReadTasksAsync();
        DrillTable.Print($"reports: four native processes, killed {Rounds * stage.Kinds} times", new HistoryVerdict
        {
            Submitted = tasks.Count,
            Run = tasks.Sum(task => task.Attempts.Count),
            Lost = [.. tasks.Where(task => task.Record?.Status != JobStatus.Completed).Select(task => task.Id)],
            AcceptedTwice = [.. tasks.Where(task => task.Attempts.Count(IsCompletion) > 1).Select(task => task.Id)],
            OverlappingAccepted = [],
            RanAfterCancelled = [],
            Recoveries = [recovery],
        });
        Assert.All(tasks, task =>
        {
            Assert.True(task.Record?.Status == JobStatus.Completed, $"{task.Record?.Name} is {task.Record?.Status}: {task.Record?.Error}\n{stage.Outputs()}");
            Assert.Single(task.Attempts, IsCompletion);
        });
        var reports = tasks.Where(task => task.Record!.Name == "generate_report").ToList();
        Assert.Equal(Reports, reports.Count);
        Assert.All(reports, report => Assert.Equal(Days, Result(report, "rows")));
        Assert.All(Enumerable.Range(1, Reports), id => Assert.True(File.Exists(stage.ReportPath(id)), $"report {id} has no page"));
        Assert.All(tasks.Where(task => task.Record!.Name == "send_webhook"), webhook => Assert.Equal(200, Result(webhook, "status")));
        Assert.Equal(Days, await CountRowsAsync(stage.Database));
    }

    private static bool IsCompletion(AttemptRecord attempt) => attempt.Outcome == "completed";

    private static int Result(StoredTask task, string member)
    {
        using var result = JsonDocument.Parse(task.Record!.Result!.Value);
        return result.RootElement.GetProperty(member).GetInt32();
    }

    private static async Task<int> CountRowsAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM weather";
        return Convert.ToInt32(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
