namespace Jobbers.Declaration;

/// <summary>
/// Thrown by a task that knows when it should be tried again, as after an HTTP 429. Always expected; the delay is kept within the task's
/// <c>MaxRetryDelay</c> and counts as one of its retries.
/// </summary>
public sealed class RetryAfterException : Exception
{
    /// <summary>Asks for a retry after <paramref name="delay"/>.</summary>
    /// <param name="delay">Not negative.</param>
    /// <param name="message">What went wrong; shown as the task's error.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public RetryAfterException(TimeSpan delay, string? message = null, Exception? innerException = null)
        : base(message ?? $"asked to be tried again after {delay.TotalSeconds:0.###} s", innerException)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Delay = delay;
    }

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan Delay { get; }
}
