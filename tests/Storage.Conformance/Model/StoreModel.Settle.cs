using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes a batch of outcomes, one after the other.</summary>
    public void Settle(ModelWorker worker, IReadOnlyList<Outcome> outcomes, IReadOnlyList<SettleAnswer> answers)
    {
        worker.Called(Now);
        RequireSame(outcomes.Count, answers.Count, "answers of the settle");
        for (var n = 0; n < outcomes.Count; n++)
            SettleOne(worker, outcomes[n], answers[n]);
    }

    /// <summary>Takes the repeat of a settle: the verdicts are those of the first time, and nothing moves.</summary>
    public static void RepeatSettle(ModelCall call, IReadOnlyList<SettleAnswer> answers) =>
        Require(
            call.Settled.SequenceEqual(answers),
            $"repeated settle: first it said [{string.Join(", ", call.Settled)}], now [{string.Join(", ", answers)}]");

    private void SettleOne(ModelWorker worker, Outcome outcome, SettleAnswer answer)
    {
        if (!Stands(outcome.Claim))
        {
            RequireFenced(outcome, answer);
            return;
        }

        var task = tasks[outcome.Claim.Id];
        var cancelled = task.Attempt!.CancelRequested && outcome.Kind.RunsAgain();
        Write(task, outcome, cancelled);
        task.RememberWritten(outcome.Kind);
        if (worker.Suspect == outcome.Claim)
            worker.Suspect = null;
        RequireSame(new SettleAnswer(true, task.Status, task.IsDeadLetter), answer, $"settle of {task.Id} as {outcome.Kind}");
    }

    private void RequireFenced(Outcome outcome, SettleAnswer answer)
    {
        var task = Find(outcome.Claim.Id);
        if (task is null || task.Token != outcome.Claim.Token)
        {
            // Of a token before the last one a store need not know whether it wrote; a token of a task that is gone likewise.
            return;
        }

        if (task.LastWritten == outcome.Kind)
            Require(answer.Written, $"settle of {task.Id} repeats what its own token wrote and was rejected");
        else if (!task.LastTokenWrote)
            Require(!answer.Written, $"settle of {task.Id} is not the holder's and was answered as written");
    }

    private void Write(ModelTask task, Outcome outcome, bool cancelled)
    {
        if (cancelled)
        {
            task.RetryMayHaveCounted = outcome.Kind == OutcomeKind.Retry;
            task.Move(JobStatus.Cancelled, LifecycleVerb.Settle, Now);
            return;
        }

        if (outcome.Kind == OutcomeKind.Retry)
            task.RetryAttempt++;
        task.Move(TargetOf(outcome), LifecycleVerb.Settle, Now);
        task.IsDeadLetter = outcome.Kind == OutcomeKind.Failed && task.Request.SavesDeadLetter;
        if (task.Status == JobStatus.Scheduled)
            task.DueAt = Now + (int)outcome.Delay!.Value.TotalSeconds;
        if (outcome.Kind is OutcomeKind.Retry or OutcomeKind.Deferred)
            task.Place = task.Place.OrNew(NextSequence());
    }

    private static JobStatus TargetOf(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Completed => JobStatus.Completed,
        OutcomeKind.Retry => outcome.Delay is null ? JobStatus.Submitted : JobStatus.Scheduled,
        OutcomeKind.Failed => JobStatus.Failed,
        OutcomeKind.Cancelled => JobStatus.Cancelled,
        OutcomeKind.Requeued or OutcomeKind.GivenBack => JobStatus.Submitted,
        OutcomeKind.Deferred => JobStatus.Scheduled,
        OutcomeKind.Stalled => JobStatus.Stalled,
        _ => JobStatus.Dropped,
    };
}
