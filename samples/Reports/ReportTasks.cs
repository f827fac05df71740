using System.ComponentModel.DataAnnotations;

namespace Reports;

/// <summary>A finished report.</summary>
/// <param name="Url">Where it is served.</param>
/// <param name="Rows">Observations that went into it.</param>
/// <param name="Sections">Its sections, in order.</param>
public sealed record ReportResult(string Url, int Rows, IReadOnlyList<SectionStatistics> Sections);

internal sealed class ReportTasks(IWeatherArchive archive, ReportFolder folder)
{
    /// <summary>Renders one report of the archive: a section for each place and year, each with its chart.</summary>
    /// <param name="reportId">The report's number, from 1.</param>
    /// <param name="title">Its heading; "Report" and its number when left out.</param>
    [RegisterTask("generate_report", Version = 1, Queue = "reports",
        MaxRetries = 3, RetryDelay = 30, Backoff = BackoffStrategy.ExponentialJitter, MaxRetryDelay = 300,
        Timeout = 600, MaxHeartbeatInterval = 300,
        ExpectedExceptions = [typeof(IOException)], FatalExceptions = [typeof(InvalidDataException)],
        DeadLetterPolicy = DeadLetterPolicy.Save, OnShutdown = ShutdownPolicy.Resubmit)]
    public async Task<ReportResult> GenerateReport(
        [Range(1, int.MaxValue)] int reportId, [StringLength(200)] string? title, TaskContext context, CancellationToken cancellationToken)
    {
        var days = new List<WeatherDay>();
        await foreach (var day in archive.ReadAsync("weather", cancellationToken))
        {
            days.Add(day);
            context.Heartbeat(message: $"{days.Count} days read");
        }

        var groups = days.GroupBy(day => $"{day.Location} {day.Date.Year}").ToList();
        var sections = new List<SectionStatistics>(groups.Count);
        foreach (var group in groups)
        {
            sections.Add(SectionStatistics.Of(group.Key, [.. group]));
            context.Heartbeat((double)sections.Count / groups.Count, $"section {group.Key}");
        }

        await folder.SaveAsync(reportId, ReportPage.Render(reportId, title, sections), cancellationToken);
        return new ReportResult($"/reports/{reportId}.html", days.Count, sections);
    }
}
