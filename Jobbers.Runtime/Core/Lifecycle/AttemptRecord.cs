namespace Jobbers.Lifecycle;

/// <summary>One ended attempt in a task's history. The first 10 and the last 40 are kept.</summary>
internal sealed record AttemptRecord
{
    /// <summary>How many of a task's first attempts are kept.</summary>
    public const int KeptFirst = 10;

    /// <summary>How many of a task's last attempts are kept.</summary>
    public const int KeptLast = 40;

    /// <summary>How many attempts a task may have before any is forgotten.</summary>
    public const int KeptAll = KeptFirst + KeptLast;

    /// <summary>1 for the first execution; every execution counts, also interrupted ones.</summary>
    public required int Number { get; init; }

    /// <summary>The worker process that ran it.</summary>
    public required string Worker { get; init; }

    /// <summary>Its fencing token.</summary>
    public required long Token { get; init; }

    /// <summary>When it was claimed.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its outcome was written.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How it ended: a wire name of <see cref="OutcomeKind"/>, or <c>worker_lost</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What went wrong, when something did.</summary>
    public AttemptFailure? Failure { get; init; }

    /// <summary>When the next attempt is due, when one was scheduled.</summary>
    public DateTimeOffset? NextRunAt { get; init; }
}
