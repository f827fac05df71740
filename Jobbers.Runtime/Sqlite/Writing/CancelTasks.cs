using Jobbers.Lifecycle;

namespace Jobbers.Sqlite.Writing;

/// <summary>Cancels waiting tasks; for running ones stores the request and hints their workers.</summary>
internal sealed class CancelTasks(WriteSession session)
{
    public IReadOnlyList<CancelAnswer> Execute(IReadOnlyList<Ulid> ids)
    {
        var answers = new CancelAnswer[ids.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = Cancel(ids[i]);
        return answers;
    }

    private CancelAnswer Cancel(Ulid id)
    {
        if (session.States.Find(id) is not { } task)
            return CancelAnswer.NotFound;
        if (task.Status.IsTerminal())
            return CancelAnswer.AlreadyEnded;
        if (task.Status == JobStatus.Started)
            return Request();
        session.Moves.End(task, JobStatus.Cancelled, LifecycleVerb.Cancel);
        return CancelAnswer.Cancelled;

        CancelAnswer Request()
        {
            task.CancelAt ??= session.Now;
            session.States.SaveCancelRequest(task);
            session.RequestCancel(task.Id);
            return CancelAnswer.Requested;
        }
    }
}
