using System.Diagnostics.CodeAnalysis;

namespace Jobbers.Lifecycle;

/// <summary>The wire names of <see cref="JobStatus"/>, and which of them are ends.</summary>
internal static class JobStatusNames
{
    private static readonly string[] Names =
        ["unsubmitted", "submitted", "started", "completed", "failed", "scheduled", "cancelled", "stalled", "dropped"];

    /// <summary>Every wire name, in the order of the enum.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The statuses that end a task.</summary>
    public static IReadOnlyList<JobStatus> Terminal { get; } =
        [JobStatus.Completed, JobStatus.Failed, JobStatus.Cancelled, JobStatus.Stalled, JobStatus.Dropped];

    /// <summary>The name used in JSON, in stores and in telemetry.</summary>
    public static string ToWire(this JobStatus status) => Names[(int)status];

    /// <summary>Whether a task of this status has ended.</summary>
    public static bool IsTerminal(this JobStatus status) =>
        status is JobStatus.Completed or JobStatus.Failed or JobStatus.Cancelled or JobStatus.Stalled or JobStatus.Dropped;

    /// <summary>Reads a wire name; exact, lower case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out JobStatus status)
    {
        var index = Array.IndexOf(Names, name);
        status = index < 0 ? default : (JobStatus)index;
        return index >= 0;
    }
}
