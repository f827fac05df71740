using System.Diagnostics;
using Jobbers.Telemetry;

namespace Jobbers.Submission;

/// <summary>The producer span of a submit; its context is stored with the task, so that every attempt can point back to it.</summary>
internal static class SubmitSpan
{
    public static Activity? Start(string name, int version, string queue)
    {
        if (!JobbersTelemetry.Source.HasListeners())
            return null;
        return JobbersTelemetry.Source.StartActivity($"send {queue}", ActivityKind.Producer)?
            .SetTag("messaging.system", "jobbers")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", queue)
            .SetTag("jobbers.task.name", name)
            .SetTag("jobbers.task.version", version);
    }
}
