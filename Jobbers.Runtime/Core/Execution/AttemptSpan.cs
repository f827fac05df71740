using System.Diagnostics;
using Jobbers.Lifecycle;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>What an attempt shows of itself: a consumer span linked to its submit, a log scope, a line for what ended badly.</summary>
internal static class AttemptSpan
{
    public static Activity? Start(Attempt attempt)
    {
        if (!JobbersTelemetry.Source.HasListeners())
            return null;
        ActivityLink[]? links = ActivityContext.TryParse(attempt.Claim.TraceParent, null, isRemote: true, out var submit) ? [new ActivityLink(submit)] : null;
        return JobbersTelemetry.Source.StartActivity(ActivityKind.Consumer, parentContext: submit, links: links, name: $"process {attempt.Queue}")?
            .SetTag("messaging.system", "jobbers")
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", attempt.Queue)
            .SetTag("messaging.message.id", attempt.Id.ToString())
            .SetTag("jobbers.task.name", attempt.Name)
            .SetTag("jobbers.task.version", attempt.Version)
            .SetTag("jobbers.task.retry_attempt", attempt.RetryAttempt)
            .SetTag("jobbers.task.token", attempt.FencingToken);
    }

    /// <summary>
    /// Ends the attempt's span, unless it has ended, and says in it how the attempt ended. What was asked for (a cancel, a shutdown that resubmits) is no
    /// error, though it ends the code by an exception.
    /// </summary>
    public static void End(Attempt attempt, Exception? exception)
    {
        if (attempt.TakeSpan() is not { } taken)
            return;
        using var span = taken;
        var outcome = attempt.Cause == FireCause.LostClaim ? null : attempt.Decided;
        span.SetTag("jobbers.task.outcome", outcome?.ToWire() ?? "lost_claim");
        if (outcome is OutcomeKind.Completed or OutcomeKind.Cancelled or OutcomeKind.Requeued)
            return;
        span.SetStatus(ActivityStatusCode.Error, attempt.Failure?.Error ?? exception?.Message)
            .SetTag("error.type", exception?.GetType().FullName ?? attempt.Failure?.Type ?? "LostClaim");
        if (exception is null)
            return;
        span.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection
        {
            ["exception.type"] = exception.GetType().FullName,
            ["exception.message"] = exception.Message,
            ["exception.stacktrace"] = exception.StackTrace,
        }));
    }

    public static IDisposable? BeginScope(ILogger logger, Attempt attempt) => logger.BeginScope(new[]
    {
        new KeyValuePair<string, object?>("TaskId", attempt.Id),
        new KeyValuePair<string, object?>("TaskName", attempt.Name),
        new KeyValuePair<string, object?>("Queue", attempt.Queue),
        new KeyValuePair<string, object?>("Attempt", attempt.RetryAttempt),
    });

    public static void Judged(
        ILogger logger, Attempt attempt, Verdict verdict, AttemptFailure? failure, Exception? exception, TimeProvider time)
    {
        if (attempt.Task is not null && verdict.Kind.IsRecorded() && JobbersTelemetry.ExecutionTime.Enabled)
        {
            JobbersTelemetry.ExecutionTime.Record(
                time.GetElapsedTime(attempt.StartedTimestamp).TotalMilliseconds,
                new("task", attempt.Name), new("queue", attempt.Queue), new("status", verdict.Kind.ToWire()));
        }

        if (failure is null)
            return;
        if (verdict.Kind == OutcomeKind.Retry)
            JobbersLog.AttemptRetried(logger, attempt.Id, attempt.Name, attempt.Version, verdict.Delay is { } delay ? $" in {delay.TotalSeconds:0.###} s" : " at once", failure.Error);
        else if (verdict.Kind == OutcomeKind.Stalled)
            JobbersLog.AttemptStalled(logger, attempt.Id, attempt.Name, attempt.Version, failure.Error);
        else if (verdict.Kind == OutcomeKind.Failed)
            JobbersLog.AttemptFailed(logger, exception, attempt.Id, attempt.Name, attempt.Version, failure.Error);
    }
}
