using Jobbers.Declaration;

namespace Jobbers.Lifecycle;

/// <summary>Judges a failed attempt. Pure: policy, attempts and randomness go in, a verdict comes out.</summary>
internal static class RetryDecision
{
    /// <summary>Judges an attempt that ended with an exception.</summary>
    /// <param name="policy">The task's policy.</param>
    /// <param name="retryAttempt">Retries counted before this attempt.</param>
    /// <param name="expected">Whether the task lists the exception as expected.</param>
    /// <param name="exception">What left the method.</param>
    /// <param name="random">Uniform in [0, 1).</param>
    public static Verdict ForException(TaskPolicy policy, int retryAttempt, bool expected, Exception exception, double random)
    {
        if (exception is RetryAfterException asked)
        {
            return retryAttempt < policy.MaxRetries
                ? new Verdict(OutcomeKind.Retry, asked.Delay < policy.MaxRetryDelay ? asked.Delay : policy.MaxRetryDelay)
                : new Verdict(OutcomeKind.Failed);
        }

        return expected ? ForExpected(policy, retryAttempt, random) : new Verdict(OutcomeKind.Failed);
    }

    /// <summary>Judges an attempt that took longer than its timeout: like an expected failure.</summary>
    public static Verdict ForTimeout(TaskPolicy policy, int retryAttempt, double random) => ForExpected(policy, retryAttempt, random);

    private static Verdict ForExpected(TaskPolicy policy, int retryAttempt, double random) =>
        retryAttempt < policy.MaxRetries
            ? new Verdict(OutcomeKind.Retry, Backoff.Delay(policy, retryAttempt + 1, random))
            : new Verdict(OutcomeKind.Failed);
}
