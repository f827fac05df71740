namespace Jobbers.Generators.Tests;

public sealed class ReadmeExampleTests
{
    private const string Source = """
        namespace MyApp;

        #pragma warning disable CS1573 // One parameter with a comment is enough to see what becomes of it.
        public sealed record ReportResult(string Path);

        public interface IReportStore { string Root { get; } }

        public sealed class ReportTasks(IReportStore reports)
        {
            /// <summary>Renders one report to PDF.</summary>
            /// <param name="reportId">Which one.</param>
            [RegisterTask("generate_report", Version = 1, Queue = "reports",
                MaxRetries = 3, RetryDelay = 30, Backoff = BackoffStrategy.ExponentialJitter, MaxRetryDelay = 300,
                Timeout = 600, MaxHeartbeatInterval = 300,
                ExpectedExceptions = [typeof(System.Net.Http.HttpRequestException), typeof(TimeoutException)],
                DeadLetterPolicy = DeadLetterPolicy.Save, OnShutdown = ShutdownPolicy.Resubmit)]
            public async Task<ReportResult> GenerateReport(
                [Range(1, int.MaxValue)] int reportId, string? title, TaskContext context, CancellationToken cancellationToken)
            {
                await Task.Yield();
                context.Heartbeat();
                return new ReportResult($"{reports.Root}/{reportId}-{title}.pdf");
            }
        }
        """;

    [Fact]
    public void GenerateReport()
    {
        var generated = Harness.Run(Source);
        Assert.Equal(["MyApp.ReportTasks.GenerateReport.g.cs", "Jobbers.Tasks.g.cs"], generated.Files);
        Snapshot.Verify(generated.File("MyApp.ReportTasks.GenerateReport.g.cs"));
    }

    [Fact]
    public void The_validator_says_all_at_once()
    {
        var generated = Harness.Run(Source);
        Assert.Equal("""{"report_id":42,"title":null}""", generated.Canonicalize("""{"report_id":42}"""));
        Assert.Equal(
            "params.report_id: must be at least 1\nparams.title: expected a string\nparams.colour: is not a known parameter",
            generated.Canonicalize("""{"report_id":0,"title":7,"colour":{"a":[1]}}"""));
        Assert.Equal("params.report_id: is required", generated.Canonicalize("{}"));
    }

    [Fact]
    public void The_catalog_entry_carries_the_declaration()
    {
        var task = Harness.Run(Source).Task();
        Assert.Equal(("generate_report", 1, "reports", 5), (task.Name, task.Version, task.Queue, task.Priority));
        Assert.Equal("Renders one report to PDF.", task.Description);
        Assert.Equal("MyApp.ReportTasks.GenerateReport", task.DeclaredBy);
        Assert.Equal(TimeSpan.FromSeconds(300), task.Policy.MaxHeartbeatInterval);
        Assert.True(task.IsExpected(new TimeoutException()));
        Assert.False(task.IsExpected(new InvalidOperationException()));
        Assert.True(task.NeedsServices);
        Assert.Equal("""{"report_id":{"type":"int32","required":true,"minimum":1},"title":{"type":"string","nullable":true}}""", task.Contract);
    }
}
