using Jobbers.Lifecycle;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes cancels, one after the other.</summary>
    public void Cancel(IReadOnlyList<Ulid> ids, IReadOnlyList<CancelAnswer> answers)
    {
        RequireSame(ids.Count, answers.Count, "answers of the cancel");
        for (var n = 0; n < ids.Count; n++)
            RequireSame(CancelOne(ids[n]), answers[n], $"cancel of {ids[n]}");
    }

    private CancelAnswer CancelOne(Ulid id)
    {
        if (Find(id) is not { } task)
            return CancelAnswer.NotFound;
        if (task.Status.IsTerminal())
            return CancelAnswer.AlreadyEnded;
        if (task.Attempt is { } attempt)
        {
            attempt.CancelRequested = true;
            return CancelAnswer.Requested;
        }

        task.Move(JobStatus.Cancelled, LifecycleVerb.Cancel, Now);
        return CancelAnswer.Cancelled;
    }
}
