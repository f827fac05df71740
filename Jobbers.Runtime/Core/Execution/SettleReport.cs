using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>Counts and logs what claims and settles came to.</summary>
internal sealed class SettleReport(ILogger logger, TimeProvider time)
{
    public static void Claimed(ClaimedTask task, string role)
    {
        if (!JobbersTelemetry.TasksSelected.Enabled && !JobbersTelemetry.TimeInQueue.Enabled)
            return;
        JobbersTelemetry.TasksSelected.Add(1, new("task", task.Name), new("queue", task.Queue), new("role", role));
        var claimable = task.RunAt > task.SubmittedAt ? task.RunAt.Value : task.SubmittedAt;
        JobbersTelemetry.TimeInQueue.Record(
            Math.Max(0, (task.StartedAt - claimable).TotalMilliseconds), new("task", task.Name), new("queue", task.Queue), new("role", role));
    }

    public void Settled(Attempt attempt, Outcome outcome, SettleAnswer answer)
    {
        if (!answer.Written)
        {
            JobbersTelemetry.OutcomesRejected.Add(1, new("task", attempt.Name), new("queue", attempt.Queue));
            JobbersLog.OutcomeRejected(logger, attempt.Id, attempt.Name, attempt.FencingToken);
            return;
        }

        if (answer.DeadLettered)
            JobbersTelemetry.TasksDeadLettered.Add(1, new("task", attempt.Name), new("version", attempt.Version), new("queue", attempt.Queue));
        if (answer.Status.IsTerminal())
            ReportEnd(attempt, answer);
        else if (outcome.Kind == OutcomeKind.Retry)
            JobbersTelemetry.TasksRetried.Add(1, new("task", attempt.Name), new("version", attempt.Version), new("queue", attempt.Queue));
    }

    private void ReportEnd(Attempt attempt, SettleAnswer answer)
    {
        if (!EndReport.IsListenedTo)
            return;
        // Submit and claim are the store's times; what came after the claim is measured here, on one clock.
        var latency = attempt.Claim.StartedAt - attempt.Claim.FirstSubmittedAt + time.GetElapsedTime(attempt.StartedTimestamp);
        EndReport.Ended(attempt.Name, attempt.Queue, answer.Status, latency);
    }
}
