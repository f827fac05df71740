using Jobbers.Lifecycle;

namespace Jobbers.Redis;

/// <summary>Statuses and outcomes as they are stored and sent: one letter each.</summary>
internal static class StatusLetters
{
    public static char Of(JobStatus status) => status switch
    {
        JobStatus.Submitted => 's',
        JobStatus.Scheduled => 'd',
        JobStatus.Started => 'r',
        JobStatus.Completed => 'c',
        JobStatus.Failed => 'f',
        JobStatus.Cancelled => 'x',
        JobStatus.Stalled => 'l',
        JobStatus.Dropped => 'o',
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "is never stored"),
    };

    public static JobStatus Status(char letter) => letter switch
    {
        's' => JobStatus.Submitted,
        'd' => JobStatus.Scheduled,
        'r' => JobStatus.Started,
        'c' => JobStatus.Completed,
        'f' or 'F' => JobStatus.Failed,
        'x' => JobStatus.Cancelled,
        'l' => JobStatus.Stalled,
        'o' => JobStatus.Dropped,
        _ => throw new InvalidDataException($"'{letter}' is no status; the store was written by something else"),
    };

    public static char Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Completed => 'c',
        OutcomeKind.Retry => 't',
        OutcomeKind.Failed => 'f',
        OutcomeKind.Cancelled => 'x',
        OutcomeKind.Requeued => 'q',
        OutcomeKind.GivenBack => 'g',
        OutcomeKind.Deferred => 'd',
        OutcomeKind.Stalled => 'l',
        _ => 'o',
    };
}
