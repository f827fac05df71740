using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Execution;
using Jobbers.Lifecycle;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class AttemptJudgeTests
{
    private static readonly TaskPolicy Policy = new() { MaxRetries = 1, Timeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_cancellation_without_a_fired_token_is_an_ordinary_exception()
    {
        var (verdict, failure) = Judge(FireCause.None, new TaskCanceledException("an inner HTTP timeout"))!.Value;

        Assert.Equal(OutcomeKind.Failed, verdict.Kind);
        Assert.Equal("TaskCanceledException: an inner HTTP timeout", failure!.Error);
    }

    [Theory]
    [InlineData(FireCause.Cancel, OutcomeKind.Cancelled)]
    [InlineData(FireCause.Timeout, OutcomeKind.Retry)]
    [InlineData(FireCause.ShutdownStop, OutcomeKind.Stalled)]
    [InlineData(FireCause.ShutdownResubmit, OutcomeKind.Requeued)]
    internal void With_a_fired_token_the_cause_decides(FireCause cause, OutcomeKind kind)
    {
        Assert.Equal(kind, Judge(cause, new OperationCanceledException())!.Value.Verdict.Kind);
        Assert.Equal(kind, Judge(cause, new IOException("wrapped", new TaskCanceledException()))!.Value.Verdict.Kind);
    }

    [Fact]
    public void A_lost_claim_leaves_nothing_to_settle() => Assert.Null(Judge(FireCause.LostClaim, new OperationCanceledException()));

    [Fact]
    public void What_code_throws_for_its_own_reasons_is_judged_as_such_even_after_a_cancel()
    {
        var (verdict, failure) = Judge(FireCause.Cancel, new InvalidOperationException("clean-up failed"))!.Value;

        Assert.Equal(OutcomeKind.Failed, verdict.Kind);
        Assert.Equal("InvalidOperationException", failure!.Type);
    }

    [Fact]
    public void A_payload_that_no_longer_decodes_fails_under_its_own_name()
    {
        var rejected = new PayloadRejectedException([new PayloadProblem("params.x", "is required")]);
        var (verdict, failure) = Judge(FireCause.None, rejected, _ => true)!.Value;

        Assert.Equal(OutcomeKind.Failed, verdict.Kind);
        Assert.Equal("PayloadRejected: params.x: is required", failure!.Error);
    }

    private static (Verdict Verdict, AttemptFailure? Failure)? Judge(FireCause cause, Exception exception, Func<Exception, bool>? expected = null)
    {
        var attempt = Attempts.Create(Policy, TimeProvider.System, expected: expected);
        if (cause != FireCause.None)
            attempt.TryFire(cause);
        return AttemptJudge.ForException(attempt, exception, random: 0.5);
    }
}
