namespace TestHost;

/// <summary>The task of the seed system's README, with ids that make it fail or take its time.</summary>
public static class ReportTask
{
    private const int Unreachable = 13;
    private const int Long = 99;

    [RegisterTask("generate_report", Queue = "reports", MaxRetries = 3, RetryDelay = 0, Backoff = BackoffStrategy.ExponentialJitter, MaxRetryDelay = 300,
        DeadLetterPolicy = DeadLetterPolicy.Save, MaxHeartbeatInterval = 300, ExpectedExceptions = [typeof(ConnectionError)])]
    public static async Task<Report> GenerateReport(int reportId, TaskContext context, CancellationToken cancellationToken)
    {
        if (reportId == Unreachable)
            throw new ConnectionError("upstream timed out");
        for (var section = 0; section < (reportId == Long ? 600 : 80); section++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            context.Heartbeat();
        }

        return new Report($"/reports/{reportId}.pdf");
    }
}
