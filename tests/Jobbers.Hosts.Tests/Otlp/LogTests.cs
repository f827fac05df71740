using System.Text;

namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>Logs as a collector receives them, who sends them, and what nobody may send.</summary>
[Collection(nameof(TelemetryRun))]
public sealed class LogTests(TelemetryRun run)
{
    [Fact]
    public void A_tasks_own_lines_say_which_task_and_which_attempt()
    {
        var lines = run.Receiver.Logs.Where(log => log.Body == "Paying from acc").OrderBy(log => log.Attributes["Attempt"], StringComparer.Ordinal).ToList();

        Assert.Equal(["0", "1"], lines.Select(line => line.Attributes["Attempt"]));
        Assert.All(lines, line =>
        {
            Assert.Equal(("jobbers-worker", "TestHost.PaymentTasks"), (line.Service, line.Category));
            Assert.Equal((run.IdOf("paid"), "pay", "default"), (line.Attributes["TaskId"], line.Attributes["TaskName"], line.Attributes["Queue"]));
            Assert.Single(run.Receiver.Spans, span => span.Kind == SpanKind.Consumer && (span.Trace, span.Id) == (line.Trace, line.Span));
        });
    }

    [Fact]
    public void Failures_rescues_and_rejected_outcomes_are_logged_with_their_task()
    {
        var failed = Assert.Single(run.Receiver.Logs, log => log.Body.StartsWith($"Task {run.IdOf("dead")} (always_fail v1) failed", StringComparison.Ordinal));
        Assert.Equal((run.IdOf("dead"), "always_fail", "2"), (failed.Attributes["TaskId"], failed.Attributes["TaskName"], failed.Attributes["Attempt"]));
        Assert.Equal(2, run.Receiver.Logs.Count(log => log.Body.Contains("was taken from worker", StringComparison.Ordinal)));
        Assert.Single(run.Receiver.Logs, log => log.Body.Contains("was rejected", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_process_says_by_its_name_what_it_is()
    {
        Assert.Equal(
            ["jobbers-cleaner", "jobbers-dev", "jobbers-manager", "jobbers-scheduler", "jobbers-worker"],
            run.Receiver.Services.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_sensitive_is_in_nothing_that_was_received()
    {
        var secret = Encoding.UTF8.GetBytes(TelemetryRun.Secret);

        Assert.NotEmpty(run.Receiver.Bodies);
        Assert.DoesNotContain(run.Receiver.Bodies, body => body.AsSpan().IndexOf(secret) >= 0);
        // The search finds what is there.
        Assert.Contains(run.Receiver.Bodies, body => body.AsSpan().IndexOf("Paying from acc"u8) >= 0);
    }
}
