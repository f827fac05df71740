namespace Jobbers.Declaration;

/// <summary>When a task recurs by itself, as <see cref="RegisterTaskAttribute.Cron"/> said.</summary>
/// <param name="Cron">Five fields, minute, hour, day of month, month and day of week, or a word as <c>@daily</c>.</param>
/// <param name="TimeZone">The IANA name of the time zone that they are meant in.</param>
public sealed record TaskRecurrence(string Cron, string TimeZone = "UTC")
{
    /// <summary>The JSON name of the parameter that is given the time of each occurrence, marked <see cref="OccurrenceAttribute"/>; null where none is.</summary>
    public string? OccurrenceParameter { get; init; }
}
