using Jobbers.Declaration;

namespace Jobbers.Lifecycle;

/// <summary>The delay before a retry.</summary>
internal static class Backoff
{
    /// <summary>Computes the delay before retry <paramref name="n"/>.</summary>
    /// <param name="policy">The task's policy.</param>
    /// <param name="n">1 for the first retry.</param>
    /// <param name="random">Uniform in [0, 1); used by <see cref="BackoffStrategy.ExponentialJitter"/> only.</param>
    /// <returns>Null when the policy has no delay: back in the queue at once. Never longer than the policy's cap.</returns>
    public static TimeSpan? Delay(TaskPolicy policy, int n, double random)
    {
        if (policy.RetryDelay is not { } baseDelay)
            return null;
        var cap = policy.MaxRetryDelay.TotalSeconds;
        var seconds = policy.Backoff switch
        {
            BackoffStrategy.Constant => baseDelay.TotalSeconds,
            BackoffStrategy.Linear => baseDelay.TotalSeconds * n,
            _ => baseDelay.TotalSeconds * Math.Pow(2, n),
        };
        var capped = Math.Min(seconds, cap);
        return TimeSpan.FromSeconds(policy.Backoff == BackoffStrategy.ExponentialJitter ? capped * random : capped);
    }
}
