using System.Net;
using System.Net.Sockets;
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

    [Fact]
    public async Task A_timeout_that_a_library_reports_as_a_cancellation_is_the_timeout()
    {
        var exception = await TimeoutOfHttpAsync();

        var (verdict, failure) = Judge(FireCause.None, exception, static e => e is TimeoutException)!.Value;

        Assert.Equal(OutcomeKind.Retry, verdict.Kind);
        Assert.Equal("TimeoutException", failure!.Type);
        Assert.Contains("HttpClient.Timeout of 0.01 seconds", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.StackTrace);
        Assert.Equal(OutcomeKind.Retry, Judge(FireCause.None, exception, static e => e is TaskCanceledException)!.Value.Verdict.Kind);
        Assert.Equal(OutcomeKind.Failed, Judge(FireCause.None, exception, static e => e is IOException)!.Value.Verdict.Kind);
        Assert.Equal(OutcomeKind.Cancelled, Judge(FireCause.Cancel, exception, static e => e is TimeoutException)!.Value.Verdict.Kind);
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

    /// <summary>What <see cref="HttpClient"/> really throws, where nobody ever answers.</summary>
    private static async Task<Exception> TimeoutOfHttpAsync()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(10) };
        return await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.GetAsync(new Uri($"http://{silent.LocalEndpoint}"), TestContext.Current.CancellationToken));
    }

    private static (Verdict Verdict, AttemptFailure? Failure)? Judge(FireCause cause, Exception exception, Func<Exception, bool>? expected = null)
    {
        var attempt = Attempts.Create(Policy, TimeProvider.System, expected: expected);
        if (cause != FireCause.None)
            attempt.TryFire(cause);
        return AttemptJudge.ForException(attempt, exception, random: 0.5);
    }
}
