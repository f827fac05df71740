using Jobbers.Declaration;
using Jobbers.Lifecycle;

namespace Jobbers.Runtime.Tests.Lifecycle;

public sealed class RetryDecisionTests
{
    private static readonly TaskPolicy Three = new() { MaxRetries = 3 };

    [Fact]
    public void Three_retries_mean_four_executions()
    {
        var executions = 1;
        while (Judge(Three, executions - 1, expected: true).Kind == OutcomeKind.Retry)
            executions++;

        Assert.Equal(4, executions);
    }

    [Fact]
    public void An_unexpected_exception_fails_at_once() =>
        Assert.Equal(OutcomeKind.Failed, Judge(Three, 0, expected: false).Kind);

    [Fact]
    public void No_retries_means_never_again() =>
        Assert.Equal(OutcomeKind.Failed, Judge(new TaskPolicy { MaxRetries = 0 }, 0, expected: true).Kind);

    [Fact]
    public void A_timeout_is_judged_like_an_expected_failure()
    {
        Assert.Equal(OutcomeKind.Retry, RetryDecision.ForTimeout(Three, 2, 0).Kind);
        Assert.Equal(OutcomeKind.Failed, RetryDecision.ForTimeout(Three, 3, 0).Kind);
    }

    [Fact]
    public void RetryAfter_is_expected_and_asks_for_its_own_delay_within_the_cap()
    {
        var policy = new TaskPolicy { MaxRetries = 1, MaxRetryDelay = TimeSpan.FromSeconds(60) };

        Assert.Equal(
            new Verdict(OutcomeKind.Retry, TimeSpan.FromSeconds(7)),
            RetryDecision.ForException(policy, 0, expected: false, new RetryAfterException(TimeSpan.FromSeconds(7)), 0));
        Assert.Equal(
            new Verdict(OutcomeKind.Retry, TimeSpan.FromSeconds(60)),
            RetryDecision.ForException(policy, 0, expected: false, new RetryAfterException(TimeSpan.FromHours(2)), 0));
        Assert.Equal(
            OutcomeKind.Failed,
            RetryDecision.ForException(policy, 1, expected: false, new RetryAfterException(TimeSpan.Zero), 0).Kind);
    }

    private static Verdict Judge(TaskPolicy policy, int retryAttempt, bool expected) =>
        RetryDecision.ForException(policy, retryAttempt, expected, new InvalidOperationException("x"), 0.5);
}
