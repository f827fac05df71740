using System.Diagnostics;
using Jobbers.Declaration;
using Jobbers.Execution;
using Jobbers.Lifecycle;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Execution;

/// <summary>An attempt's span ends with its code, or when its slot is given up; not when its process may no longer be there.</summary>
public sealed class AttemptSpanTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new();
    private readonly SpanRecorder _spans = new();

    public void Dispose() => _spans.Dispose();

    [Theory]
    [InlineData(FireCause.Timeout, "retry", "Timeout")]
    [InlineData(FireCause.Cancel, "cancelled", null)]
    [InlineData(FireCause.Silence, "stalled", "Stalled")]
    [InlineData(FireCause.LostClaim, "lost_claim", "LostClaim")]
    [InlineData(FireCause.ShutdownStop, "stalled", "Shutdown")]
    [InlineData(FireCause.ShutdownResubmit, "requeued", null)]
    internal async Task Code_that_does_not_end_has_its_span_ended_with_its_slot_and_never_again(FireCause cause, string outcome, string? error)
    {
        var code = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var executor = Attempts.Executor(_time);
        var attempt = await StartAsync(executor, code);

        if (cause == FireCause.Silence)
            executor.Stall(attempt, TimeSpan.FromSeconds(1));
        else
            executor.Fire(attempt, cause);
        Assert.Empty(_spans.Of(attempt.Id));
        _time.Advance(new WorkerOptions().TokenGrace);

        IsSaid(outcome, error, attempt);
        code.SetException(new InvalidOperationException("much later"));
        await UntilEndedAsync(attempt);
        IsSaid(outcome, error, attempt);
    }

    [Fact]
    public async Task Code_that_ends_while_its_slot_is_given_up_has_one_span_that_says_what_was_decided()
    {
        for (var i = 0; i < 300; i++)
        {
            var code = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var executor = Attempts.Executor(_time);
            var attempt = await StartAsync(executor, code);
            executor.Fire(attempt, FireCause.ShutdownStop);
            using var both = new Barrier(2);

            var ending = Task.Run(() =>
            {
                both.SignalAndWait(Ct);
                code.SetException(new InvalidOperationException("at last"));
            }, Ct);
            both.SignalAndWait(Ct);
            _time.Advance(new WorkerOptions().TokenGrace);
            await ending;
            await UntilEndedAsync(attempt);

            var span = Assert.Single(_spans.Of(attempt.Id));
            Assert.Equal(attempt.Decided?.ToWire(), span.GetTagItem("jobbers.task.outcome"));
            Assert.Equal((ActivityStatusCode.Error, attempt.Failure?.Error), (span.Status, span.StatusDescription));
        }
    }

    private async Task<Attempt> StartAsync(AttemptExecutor executor, TaskCompletionSource code)
    {
        var runs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = Tasks.Create(policy: TaskPolicy.Default, invoke: async (_, _) =>
        {
            runs.SetResult();
            await code.Task;
        });
        var attempt = new Attempt(Attempts.Claim(), task, executor, _time);
        Assert.True(executor.Start(attempt));
        await runs.Task.WaitAsync(Deadline, Ct);
        return attempt;
    }

    private static async Task UntilEndedAsync(Attempt attempt)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (attempt.CodeRuns)
            await Task.Delay(1, limit.Token);
    }

    private void IsSaid(string outcome, string? error, Attempt attempt)
    {
        var span = Assert.Single(_spans.Of(attempt.Id));
        Assert.Equal((outcome, error), (span.GetTagItem("jobbers.task.outcome"), span.GetTagItem("error.type")));
        Assert.Equal(error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, span.Status);
        Assert.Empty(span.Events);
    }
}
