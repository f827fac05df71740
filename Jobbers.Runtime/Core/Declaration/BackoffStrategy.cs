namespace Jobbers.Declaration;

/// <summary>How the delay before a retry grows. n is 1 for the first retry; every delay is capped at <c>MaxRetryDelay</c>.</summary>
public enum BackoffStrategy
{
    /// <summary>Always <c>RetryDelay</c>.</summary>
    Constant,

    /// <summary><c>RetryDelay · n</c>.</summary>
    Linear,

    /// <summary><c>RetryDelay · 2ⁿ</c>.</summary>
    Exponential,

    /// <summary>Uniform in [0, min(<c>RetryDelay · 2ⁿ</c>, cap)], so that tasks that failed together do not come back together.</summary>
    ExponentialJitter,
}
