using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>Writes how attempts ended, each fenced by its token.</summary>
internal sealed class SettleOutcomes(WriteSession session)
{
    public SettleAnswer[] Execute(IReadOnlyList<Outcome> outcomes)
    {
        var answers = new SettleAnswer[outcomes.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = Settle(outcomes[i]);
        return answers;
    }

    private SettleAnswer Settle(Outcome outcome)
    {
        if (SaysNothingMore(outcome) && session.Moves.TryComplete(outcome.Claim))
        {
            SaveResult(outcome);
            return new SettleAnswer(true, JobStatus.Completed, false);
        }

        if (session.States.Find(outcome.Claim.Id) is not { } task || task.Token != outcome.Claim.Token)
            return default;
        if (task.Shelf != Shelf.Started)
            return task.Settled == outcome.Kind ? Answer(task) : default;
        Write(task, outcome);
        return Answer(task);
    }

    private static bool SaysNothingMore(Outcome outcome) =>
        outcome is { Kind: OutcomeKind.Completed, Failure: null, Progress: null, Message: null };

    private void Write(TaskState task, Outcome outcome)
    {
        task.Settled = outcome.Kind;
        WriteReport(task, outcome);
        var ends = outcome.Kind.RunsAgain() && session.Moves.MustEnd(task);
        var due = ends ? null : DueOf(outcome);
        WriteHistory(task, outcome, due);
        if (ends)
            session.Moves.End(task, JobStatus.Cancelled, LifecycleVerb.Settle);
        else if (outcome.Kind.RunsAgain())
            RunAgain(task, outcome.Kind, due);
        else
            End(task, outcome.Kind);
    }

    private void WriteReport(TaskState task, Outcome outcome)
    {
        session.Reports.SaveProgress(task.Seq, outcome.Progress, outcome.Message);
        if (outcome.Failure is { } failure)
            session.Reports.SaveFailure(task.Seq, failure);
        SaveResult(outcome);
    }

    private void SaveResult(Outcome outcome)
    {
        if (outcome is { Kind: OutcomeKind.Completed, Result: { } result })
            session.Reports.SaveResult(outcome.Claim.Id, result.Span);
    }

    private void WriteHistory(TaskState task, Outcome outcome, long? due)
    {
        if (!outcome.Kind.IsRecorded())
            return;
        task.Attempts++;
        if (outcome.Kind == OutcomeKind.Completed)
            session.History.Trim(task);
        else
            session.History.Add(task, outcome.Kind.ToWire(), session.Now, outcome.Failure, due);
    }

    private long? DueOf(Outcome outcome) =>
        outcome is { Kind: OutcomeKind.Retry or OutcomeKind.Deferred, Delay: { } delay } ? session.Now + Micros.Of(delay) : null;

    private void RunAgain(TaskState task, OutcomeKind kind, long? due)
    {
        if (kind == OutcomeKind.Retry)
            task.RetryAttempt++;
        if (due is { } time)
        {
            session.Moves.Schedule(task, time, LifecycleVerb.Settle);
            return;
        }

        if (kind == OutcomeKind.Retry)
            task.RunAt = null;
        session.Moves.Queue(task, LifecycleVerb.Settle);
    }

    private void End(TaskState task, OutcomeKind kind)
    {
        var status = kind switch
        {
            OutcomeKind.Completed => JobStatus.Completed,
            OutcomeKind.Failed => JobStatus.Failed,
            OutcomeKind.Cancelled => JobStatus.Cancelled,
            OutcomeKind.Stalled => JobStatus.Stalled,
            OutcomeKind.Dropped => JobStatus.Dropped,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "does not end a task"),
        };
        var deadLetter = status == JobStatus.Failed && task.Flags.HasFlag(TaskFlags.SavesDeadLetter);
        session.Moves.End(task, status, LifecycleVerb.Settle, deadLetter);
    }

    private static SettleAnswer Answer(TaskState task) => new(true, task.Status, task.Shelf.IsDeadLetter);
}
