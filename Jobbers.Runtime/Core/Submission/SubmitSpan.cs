using System.Diagnostics;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Submission;

/// <summary>The producer span of a submit; its context is stored with the task, so that every attempt can point back to it.</summary>
internal static class SubmitSpan
{
    /// <summary>Of one task, or of many of one kind.</summary>
    public static Activity? Start(string name, int version, string queue) =>
        Start($"send {queue}")?
            .SetTag("messaging.destination.name", queue)
            .SetTag("jobbers.task.name", name)
            .SetTag("jobbers.task.version", version);

    /// <summary>Of a batch, whose elements may be of any kind.</summary>
    public static Activity? StartBatch(int count) => Start("send")?.SetTag("messaging.batch.message_count", count);

    /// <summary>Says what the store made of one submit.</summary>
    public static void Answered(Activity? span, SubmitAnswer answer)
    {
        if (span is null)
            return;
        span.SetTag("messaging.message.id", answer.Id.ToString());
        if (answer.Kind is SubmitKind.Accepted or SubmitKind.ExistingId or SubmitKind.ExistingIdempotencyKey or SubmitKind.ExistingUniqueKey)
            return;
        span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", answer.Kind.ToString());
    }

    /// <summary>Says that a submit, or the rest of one, came to nothing. What was said of it before stays.</summary>
    public static void Failed(Activity? span, Exception failure)
    {
        if (span is null || span.Status == ActivityStatusCode.Error)
            return;
        span.SetStatus(ActivityStatusCode.Error, failure.Message)
            .SetTag("error.type", failure is TaskRefusedException refused ? refused.Refusal.ToString() : failure.GetType().FullName);
    }

    private static Activity? Start(string name) => !JobbersTelemetry.Source.HasListeners()
        ? null
        : JobbersTelemetry.Source.StartActivity(name, ActivityKind.Producer)?
            .SetTag("messaging.system", "jobbers")
            .SetTag("messaging.operation.name", "send")
            .SetTag("messaging.operation.type", "send");
}
