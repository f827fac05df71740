using Jobbers.Lifecycle;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Writing;

/// <summary>Gives ended tasks a second chance, at a new place in their queue.</summary>
internal sealed class ResubmitTasks(WriteSession session, SubmitTasks submit)
{
    public IReadOnlyList<ResubmitAnswer> Execute(IReadOnlyList<Ulid> ids, bool resetRetryCount)
    {
        var answers = new ResubmitAnswer[ids.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = Resubmit(ids[i], resetRetryCount);
        return answers;
    }

    private ResubmitAnswer Resubmit(Ulid id, bool resetRetryCount)
    {
        if (session.States.Find(id) is not { } task)
            return ResubmitAnswer.NotFound;
        if (!task.Status.IsTerminal())
            return ResubmitAnswer.NotEnded;
        if (session.Routing.Queue(task.Queue) is not { Deleting: false } queue)
            return ResubmitAnswer.QueueUnknown;
        var rules = session.Details.Rules(task.Seq);
        if (rules.UniqueKey is { } key && session.Keys.HolderOfUnique(key) is { } holder && holder != id)
            return ResubmitAnswer.UniqueKeyHeld;
        if (submit.IsFull(queue))
            return ResubmitAnswer.QueueFull;
        KeepCompletion(task);
        Clear(task, resetRetryCount);
        if (rules.UniqueKey is not null)
            session.Keys.HoldUnique(rules.UniqueKey, id);
        task.SubmittedAt = session.Now;
        task.Place = TaskPlace.Of(rules.Priority, session.NextSequence());
        session.Moves.Queue(task, LifecycleVerb.Resubmit);
        return ResubmitAnswer.Resubmitted;
    }

    /// <summary>The completion a task ended with is told by its state, which is about to say something else.</summary>
    private void KeepCompletion(TaskState task)
    {
        if (task.Status == JobStatus.Completed)
            session.History.Add(task, OutcomeKind.Completed.ToWire(), task.Score, null, null);
    }

    private void Clear(TaskState task, bool resetRetryCount)
    {
        session.Reports.Delete(task.Seq);
        task.CancelAt = null;
        task.RunAt = null;
        task.BeatAt = null;
        if (!resetRetryCount)
            return;
        task.RetryAttempt = 0;
        task.CrashCount = 0;
    }
}
