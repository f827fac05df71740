using Jobbers.Lifecycle;

namespace Jobbers.Sqlite.Rows;

/// <summary>
/// Where a task lies in the index: its status, and apart from the others of that status the suspects (submitted) and the dead letters
/// (failed, stalled). Every task is on exactly one shelf of its queue.
/// </summary>
internal readonly record struct Shelf(int Code)
{
    /// <summary>Not a shelf of tasks: the sum of a queue's rate window is kept among the sizes under this code.</summary>
    public static readonly Shelf RateSum = new(-1);

    /// <summary>Right before those that wait, so that a claim takes the first of these and puts it last among those on one page of the index.</summary>
    public static readonly Shelf Started = new(1);

    public static readonly Shelf Submitted = Of(JobStatus.Submitted);
    public static readonly Shelf Suspects = new(Submitted.Code + 1);
    public static readonly Shelf Completed = Of(JobStatus.Completed);
    public static readonly Shelf Scheduled = Of(JobStatus.Scheduled);

    /// <summary>What waits to be claimed.</summary>
    public static IReadOnlyList<Shelf> Waiting { get; } = [Submitted, Suspects];

    /// <summary>Ended tasks that are no dead letters.</summary>
    public static IReadOnlyList<Shelf> Ended { get; } = [.. JobStatusNames.Terminal.Select(Of)];

    public static IReadOnlyList<Shelf> DeadLetters { get; } = [DeadLetter(JobStatus.Failed), DeadLetter(JobStatus.Stalled)];

    public JobStatus Status => this == Started ? JobStatus.Started : (JobStatus)(Code >> 1);

    public bool IsDeadLetter => (Code & 1) == 1 && Status.IsTerminal();

    public bool IsSuspects => this == Suspects;

    public static Shelf Of(JobStatus status) => status == JobStatus.Started ? Started : new((int)status << 1);

    public static Shelf DeadLetter(JobStatus status) => new(((int)status << 1) | 1);

    /// <summary>Where a task waits that <paramref name="crashes"/> workers died with.</summary>
    public static Shelf WaitingAfter(int crashes) => crashes >= LeaseTimes.SuspectCrashes ? Suspects : Submitted;

    /// <summary>All shelves of a status.</summary>
    public static IReadOnlyList<Shelf> AllOf(JobStatus status) => status switch
    {
        JobStatus.Submitted => Waiting,
        JobStatus.Failed or JobStatus.Stalled => [Of(status), DeadLetter(status)],
        _ => [Of(status)],
    };
}
