using System.Diagnostics;
using System.Text.Json;
using Jobbers.Hosts.Tests.Samples;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>
/// A native host with no configuration in an empty folder: sections 1 to 5 of the seed system's README, its commands as they stand there, and the
/// answers it shows; "…" stands for what differs each time.
/// </summary>
public sealed class UnconfiguredHostTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-new-").FullName;
    private NativeHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await NativeHost.StartUnconfiguredAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Sections_1_to_5_work_as_written()
    {
        var id = await SubmitAsync("42");
        await AnswersAsync($"curl http://localhost:8000/task-status/{id}", """
            {"id": "…", "name": "generate_report", "status": "started", "queue": "reports", "submitted_at": "…", "started_at": "…",
             "last_heartbeat_at": "…", "retry_attempt": 0}
            """);
        await AnswersAsync($"curl http://localhost:8000/task-status/{id}", """
            {"id": "…", "status": "completed", "result": {"url": "/reports/42.pdf"}, "completed_at": "…"}
            """);

        var failed = await SubmitAsync("13");
        await AnswersAsync($"curl http://localhost:8000/task-status/{failed}", """
            {"id": "…", "status": "failed", "error": "ConnectionError: upstream timed out", "retry_attempt": 3}
            """);
        await AnswersAsync("""curl "http://localhost:8000/dead-letter-queue?task_name=generate_report" """, """
            {"tasks": [{"id": "…", "name": "generate_report", "status": "failed", "dead_letter": true}], "next_cursor": null}
            """);
        var history = await CurlAsync($"curl \"http://localhost:8000/dead-letter-queue/{failed}/history\"");
        Assert.Equal([1, 2, 3, 4], history.GetProperty("history").EnumerateArray().Select(attempt => attempt.GetProperty("attempt").GetInt32()));
        await AnswersAsync("""
            curl -X POST http://localhost:8000/dead-letter-queue/resubmit \
              -H "Content-Type: application/json" \
              -d '{"task_name": "generate_report", "reset_retry_count": true, "limit": 50}'
            """, """{"resubmitted": 1, "tasks": [{"id": "…", "status": "…", "retry_attempt": 0}]}""");

        var running = await SubmitAsync("99");
        await AnswersAsync("""curl "http://localhost:8000/tasks?status=started&queue=reports" """, """
            {"tasks": [{"name": "generate_report", "status": "started", "params": {"report_id": 99}}]}
            """);
        await AnswersAsync($"curl -X POST http://localhost:8000/task/{running}/cancel", """{"id": "…", "status": "cancellation_requested"}""");
        await AnswersAsync($"curl http://localhost:8000/task-status/{running}", """{"status": "cancelled"}""");

        var one = await SubmitAsync("99");
        await AnswersAsync($$"""
            curl -X POST http://localhost:8000/tasks/cancel \
              -H "Content-Type: application/json" \
              -d '{"task_ids": ["{{one}}", "01DEF..."]}'
            """, """{"results": [{"task_id": "…", "status": "…"}, {"task_id": "01DEF...", "status": "invalid_id"}]}""");
        await AnswersAsync($"curl http://localhost:8000/task-status/{one}", """{"status": "cancelled"}""");
        Assert.Equal(["jobbers.db"], Directory.GetFiles(_folder).Select(file => Path.GetFileName(file).Split('-')[0]).Distinct());
    }

    private async Task<string> SubmitAsync(string report)
    {
        var answer = await CurlAsync("""
            curl -X POST http://localhost:8000/tasks \
              -H "Content-Type: application/json" \
              -d '{"name": "generate_report", "version": 1, "queue": "reports", "params": {"report_id": 42}}'
            """.Replace("42", report, StringComparison.Ordinal));
        Assert.Null(Walkthrough.Difference(
            JsonElement.Parse("""{"id": "…", "name": "generate_report", "status": "submitted", "queue": "reports", "submitted_at": "…"}"""), answer));
        return answer.GetProperty("id").GetString()!;
    }

    /// <summary>Asks until the answer is the one shown: tasks take their time.</summary>
    private async Task AnswersAsync(string command, string shown)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var difference = Walkthrough.Difference(JsonElement.Parse(shown), await CurlAsync(command), command);
            if (difference is null)
                return;
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(90) && !command.Contains("POST", StringComparison.Ordinal), difference);
            await Task.Delay(20);
        }
    }

    /// <summary>As it stands, but for the port where another program has it.</summary>
    private async Task<JsonElement> CurlAsync(string command)
    {
        command = command.Replace("http://localhost:8000", _host.Url, StringComparison.Ordinal);
        string[] arguments = ["-c", command.Replace("curl ", "curl -s ", StringComparison.Ordinal)];
        using var curl = Process.Start(new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true })!;
        var answer = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return JsonElement.Parse(answer);
    }
}
