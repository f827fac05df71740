using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

/// <summary>A task as the rules say it stands. Times are seconds of the model's clock.</summary>
internal sealed class ModelTask(SubmitRequest request, Place place, int now)
{
    public SubmitRequest Request { get; } = request;

    public Ulid Id => Request.Id;

    public JobStatus Status { get; private set; } = JobStatus.Unsubmitted;

    public Place Place { get; set; } = place;

    public int RetryAttempt { get; set; }

    /// <summary>True after a retry that a cancel request ended: whether it still counted is left open.</summary>
    public bool RetryMayHaveCounted { get; set; }

    public int CrashCount { get; set; }

    public bool CrashMayHaveCounted { get; set; }

    public long Token { get; set; }

    public int FirstSubmittedAt { get; } = now;

    public int SubmittedAt { get; set; } = now;

    public int DueAt { get; set; }

    public int EndedAt { get; private set; }

    public bool IsDeadLetter { get; set; }

    /// <summary>Of the running attempt; null while none runs.</summary>
    public ModelAttempt? Attempt { get; set; }

    /// <summary>What the last token wrote last, as long as nothing else has happened to the task since.</summary>
    public OutcomeKind? LastWritten { get; private set; }

    /// <summary>Whether the last token wrote at all: then what a repeat is answered is left open.</summary>
    public bool LastTokenWrote { get; private set; }

    public bool IsSuspect => CrashCount >= LeaseTimes.SuspectCrashes;

    public bool HoldsUniqueKey => Request.UniqueKey is not null && !Status.IsTerminal();

    /// <summary>Takes the task to another status, as only the transition table allows.</summary>
    public void Move(JobStatus to, LifecycleVerb verb, int now)
    {
        ModelMismatchException.Require(
            TaskTransitions.Allows(Status, to, verb), $"{verb} took {Id} from {Status} to {to}, which the transition table forbids");
        Status = to;
        LastWritten = null;
        if (verb == LifecycleVerb.Claim)
            LastTokenWrote = false;
        if (to != JobStatus.Started)
            Attempt = null;
        if (to.IsTerminal())
            EndedAt = now;
    }

    public void RememberWritten(OutcomeKind kind)
    {
        LastWritten = kind;
        LastTokenWrote = true;
    }
}
