using Jobbers.Declaration;
using Jobbers.Lifecycle;

namespace Jobbers.Runtime.Tests.Lifecycle;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(BackoffStrategy.Constant, 1, 10)]
    [InlineData(BackoffStrategy.Constant, 5, 10)]
    [InlineData(BackoffStrategy.Linear, 1, 10)]
    [InlineData(BackoffStrategy.Linear, 3, 30)]
    [InlineData(BackoffStrategy.Exponential, 1, 20)]
    [InlineData(BackoffStrategy.Exponential, 3, 80)]
    [InlineData(BackoffStrategy.Exponential, 9, 300)]
    [InlineData(BackoffStrategy.ExponentialJitter, 3, 40)]
    [InlineData(BackoffStrategy.ExponentialJitter, 9, 150)]
    public void Delay_grows_as_named_and_stays_under_its_cap(BackoffStrategy strategy, int n, double seconds)
    {
        var policy = new TaskPolicy { RetryDelay = TimeSpan.FromSeconds(10), Backoff = strategy, MaxRetryDelay = TimeSpan.FromSeconds(300) };

        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Delay(policy, n, random: 0.5));
    }

    [Fact]
    public void Without_a_retry_delay_the_task_goes_back_at_once() =>
        Assert.Null(Backoff.Delay(TaskPolicy.Default, 1, 0.5));

    [Fact]
    public void A_delay_of_zero_goes_through_the_schedule() =>
        Assert.Equal(TimeSpan.Zero, Backoff.Delay(new TaskPolicy { RetryDelay = TimeSpan.Zero }, 4, 0.5));

    [Fact]
    public void Huge_attempt_numbers_do_not_overflow() =>
        Assert.Equal(TimeSpan.FromHours(1), Backoff.Delay(new TaskPolicy { RetryDelay = TimeSpan.FromSeconds(1) }, 1000, 0.5));
}
