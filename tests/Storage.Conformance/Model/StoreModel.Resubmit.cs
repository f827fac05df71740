using Jobbers.Lifecycle;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes resubmits, one after the other.</summary>
    public void Resubmit(IReadOnlyList<Ulid> ids, bool reset, IReadOnlyList<ResubmitAnswer> answers)
    {
        RequireSame(ids.Count, answers.Count, "answers of the resubmit");
        for (var n = 0; n < ids.Count; n++)
            ResubmitOne(ids[n], reset, answers[n]);
    }

    /// <summary>Takes the removal of dead letters.</summary>
    public void RemoveDeadLetters(IReadOnlyList<Ulid> ids, int removed)
    {
        var letters = ids.Distinct().Select(Find).OfType<ModelTask>().Where(task => task.IsDeadLetter).ToList();
        RequireSame(letters.Count, removed, "removed dead letters");
        letters.ForEach(task => task.IsDeadLetter = false);
    }

    private void ResubmitOne(Ulid id, bool reset, ResubmitAnswer answer)
    {
        var allowed = ResubmitAnswers(id);
        Require(allowed.Contains(answer), $"resubmit of {id}: the model allows {string.Join(" or ", allowed)}, the store says {answer}");
        if (answer != ResubmitAnswer.Resubmitted)
            return;

        var task = tasks[id];
        task.Move(JobStatus.Submitted, LifecycleVerb.Resubmit, Now);
        task.SubmittedAt = Now;
        task.IsDeadLetter = false;
        task.Place = task.Place.OrNew(NextSequence());
        if (reset)
            (task.RetryAttempt, task.CrashCount) = (0, 0);
    }

    private List<ResubmitAnswer> ResubmitAnswers(Ulid id)
    {
        if (Find(id) is not { } task)
            return [ResubmitAnswer.NotFound];
        if (!task.Status.IsTerminal())
            return [ResubmitAnswer.NotEnded];
        var refusals = new List<ResubmitAnswer>();
        if (HolderOfUniqueKey(task.Request.UniqueKey) is not null)
            refusals.Add(ResubmitAnswer.UniqueKeyHeld);
        var fits = LengthAllows(task.Request.Queue);
        if (fits is not true)
            refusals.Add(ResubmitAnswer.QueueFull);
        var mayPass = fits is not false && !refusals.Contains(ResubmitAnswer.UniqueKeyHeld);
        return mayPass ? [ResubmitAnswer.Resubmitted, .. refusals] : refusals;
    }
}
