using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Lifecycle;

namespace Jobbers.Execution;

/// <summary>Decides what an ended attempt means. Pure, but for the dice of jittered delays, which are handed in.</summary>
internal static class AttemptJudge
{
    /// <summary>The code ended with an exception.</summary>
    /// <returns>Null when there is nothing to settle: the claim is another worker's.</returns>
    public static (Verdict Verdict, AttemptFailure? Failure)? ForException(Attempt attempt, Exception exception, double random)
    {
        if (attempt.Cause != FireCause.None && IsCancellation(exception))
            return ForCause(attempt, random);
        if (exception is PayloadRejectedException rejected)
            return (new Verdict(OutcomeKind.Failed), AttemptFailure.From(PayloadRejectedException.ErrorType, rejected.Message));
        var task = attempt.Task!;
        var timeout = TimeoutIn(exception);
        var expected = task.IsExpected(exception) || (timeout is not null && task.IsExpected(timeout));
        var verdict = RetryDecision.ForException(task.Policy, attempt.RetryAttempt, expected, exception, random);
        var failure = AttemptFailure.From(exception);
        // The outer message says whose time was over, and how long it was.
        return (verdict, timeout is null ? failure : failure with { Type = timeout.GetType().Name });
    }

    /// <summary>The code ended because of its token, or did not end within the grace: the cause decides.</summary>
    public static (Verdict Verdict, AttemptFailure? Failure)? ForCause(Attempt attempt, double random)
    {
        var policy = attempt.Task?.Policy ?? TaskPolicy.Default;
        return attempt.Cause switch
        {
            FireCause.Timeout => (RetryDecision.ForTimeout(policy, attempt.RetryAttempt, random),
                AttemptFailure.From("Timeout", $"the attempt took longer than its {policy.Timeout?.TotalSeconds:0.###} s")),
            FireCause.Cancel => (new Verdict(OutcomeKind.Cancelled), null),
            FireCause.ShutdownStop => (new Verdict(OutcomeKind.Stalled), AttemptFailure.From("Shutdown", "its worker was stopped")),
            FireCause.ShutdownResubmit => (new Verdict(OutcomeKind.Requeued), null),
            _ => null,
        };
    }

    /// <summary>The attempt was silent for longer than its interval.</summary>
    public static AttemptFailure Silence(TimeSpan interval) =>
        AttemptFailure.From("Stalled", $"no heartbeat for more than its {interval.TotalSeconds:0.###} s");

    /// <summary>The timeout that a library reports as a cancellation, as <c>HttpClient</c> does: nobody cancelled the task, and who lists it looks for this.</summary>
    private static TimeoutException? TimeoutIn(Exception exception) => (exception as OperationCanceledException)?.InnerException as TimeoutException;

    /// <summary>A cancellation as it reaches us: itself, or wrapped by a library that was interrupted.</summary>
    private static bool IsCancellation(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is OperationCanceledException)
                return true;
        }

        return false;
    }
}
