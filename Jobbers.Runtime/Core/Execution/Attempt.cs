using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Execution;

/// <summary>
/// One running attempt: its claim, its token, its beats. It ends in two independent steps: its outcome is decided (once), and its code returns.
/// One object per task on purpose: context, work item and record in one allocation.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The token source has no timer and no wait handle, so there is nothing to dispose; a late cancel must not find it disposed.")]
internal sealed class Attempt(ClaimedTask claim, TaskDescriptor? task, AttemptExecutor executor, TimeProvider time)
    : TaskContext, IThreadPoolWorkItem
{
    private const int MaxMessage = 500;
    private const int Undecided = -1;
    private const int Running = 0, Ended = 1, Abandoned = 2;

    private readonly CancellationTokenSource _source = new();
    private int _cause;
    private int _code;
    private int _decided = Undecided;
    private int _beatUnsent;
    private long _lastBeat = time.GetTimestamp();
    private double _progress = double.NaN;
    private string? _message;
    private Activity? _span;

    public ClaimedTask Claim { get; } = claim;

    /// <summary>Null when this process does not know the task.</summary>
    public TaskDescriptor? Task { get; } = task;

    public override Ulid Id => Claim.Id;

    public override string Name => Claim.Name;

    public override int Version => Claim.Version;

    public override string Queue => Claim.Queue;

    public override int RetryAttempt => Claim.RetryAttempt;

    public override long FencingToken => Claim.Token;

    public override DateTimeOffset SubmittedAt => Claim.FirstSubmittedAt;

    public bool IsSuspect => Claim.CrashCount >= LeaseTimes.SuspectCrashes;

    /// <summary>Longest silence allowed; null for an attempt that is not watched.</summary>
    public TimeSpan? Interval => Task?.Policy.MaxHeartbeatInterval;

    public CancellationToken Token => _source.Token;

    public FireCause Cause => (FireCause)Volatile.Read(ref _cause);

    /// <summary>When its code was handed to a thread (monotonic).</summary>
    public long StartedTimestamp { get; } = time.GetTimestamp();

    /// <summary>Whether its code has not returned yet.</summary>
    public bool CodeRuns => Volatile.Read(ref _code) != Ended;

    /// <summary>The outcome waits for, or is in, a settle call: what the store says of the claim meanwhile does not matter.</summary>
    public bool OutcomeDecided => Volatile.Read(ref _decided) != Undecided;

    public long LastBeat => Volatile.Read(ref _lastBeat);

    public double? Progress => Volatile.Read(ref _progress) is var progress && double.IsNaN(progress) ? null : progress;

    public string? Message => Volatile.Read(ref _message);

    /// <summary>What was decided; null before, and when there was nothing to settle.</summary>
    public OutcomeKind? Decided => Volatile.Read(ref _decided) is var decided && decided == Undecided ? null : (OutcomeKind)decided;

    /// <summary>Why, when it did not end well; stands with <see cref="Decided"/>.</summary>
    public AttemptFailure? Failure { get; private set; }

    /// <summary>Where the result is written; rented by the executor, given back when it is settled.</summary>
    public ResultBuffer? Result { get; set; }

    public ITimer? Timeout { get; set; }

    public ITimer? Grace { get; set; }

    public void Execute() => executor.Begin(this);

    public override void Heartbeat(double? progress = null, string? message = null)
    {
        if (progress is { } part && !double.IsNaN(part))
            Volatile.Write(ref _progress, Math.Clamp(part, 0, 1));
        if (message is not null)
            Volatile.Write(ref _message, message.Length <= MaxMessage ? message : message[..MaxMessage]);
        Volatile.Write(ref _lastBeat, time.GetTimestamp());
        Volatile.Write(ref _beatUnsent, 1);
    }

    /// <summary>Takes the beat that was not sent yet, if there is one.</summary>
    public bool TryTakeBeat(long now, out Beat beat)
    {
        beat = default;
        if (Interlocked.Exchange(ref _beatUnsent, 0) == 0)
            return false;
        beat = new Beat(Claim.Key, time.GetElapsedTime(LastBeat, now), Progress, Message);
        return true;
    }

    /// <summary>A beat that was taken did not reach the store: it will be sent again.</summary>
    public void ReturnBeat() => Volatile.Write(ref _beatUnsent, 1);

    public bool HasUnsentBeat => Volatile.Read(ref _beatUnsent) != 0;

    /// <summary>The deadline starts anew: the loop that judges it was away itself.</summary>
    public void RestartDeadline(long now) => Volatile.Write(ref _lastBeat, now);

    /// <summary>Decides what settles this attempt, and why: what the first caller says. Every other finds it written.</summary>
    public bool TryDecide(OutcomeKind kind, AttemptFailure? failure)
    {
        lock (_source)
        {
            if (OutcomeDecided)
                return false;
            Failure = failure;
            Volatile.Write(ref _decided, (int)kind);
            return true;
        }
    }

    /// <summary>Keeps its span for whoever ends it: its code, or what does not wait for that any longer.</summary>
    public void KeepSpan(Activity? span) => Volatile.Write(ref _span, span);

    /// <summary>Takes the span to end it, once.</summary>
    public Activity? TakeSpan() => Volatile.Read(ref _span) is null ? null : Interlocked.Exchange(ref _span, null);

    /// <summary>Its code has returned.</summary>
    /// <returns>Whether its slot had been given up before.</returns>
    public bool EndCode() => Interlocked.Exchange(ref _code, Ended) == Abandoned;

    /// <summary>Gives its slot up, unless its code has returned.</summary>
    public bool TryAbandon() => Interlocked.CompareExchange(ref _code, Abandoned, Running) == Running;

    /// <summary>Fires the token. False when another cause was first.</summary>
    public bool TryFire(FireCause cause)
    {
        if (Interlocked.CompareExchange(ref _cause, (int)cause, (int)FireCause.None) != (int)FireCause.None)
            return false;
        // Registered callbacks are user code: they run on the pool, and what they throw is theirs to log.
        _ = _source.CancelAsync().ContinueWith(
            static cancelled => _ = cancelled.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return true;
    }
}
