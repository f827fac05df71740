using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes a promote pass.</summary>
    public void Promote(string? queue, int limit, PromoteAnswer answer, IReadOnlySet<Ulid> promotedIds)
    {
        var due = Scheduled(queue).Where(task => task.DueAt <= Now).ToList();
        RequireSame(Math.Min(limit, due.Count), answer.Promoted, "promoted tasks");
        RequireSame(answer.Promoted, promotedIds.Count, "tasks that changed in the pass");
        foreach (var task in promotedIds.Select(id => tasks[id]))
        {
            Require(due.Contains(task), $"{task.Id} was promoted and is not due");
            var passedOver = due.Find(other =>
                other.Request.Queue == task.Request.Queue && other.DueAt < task.DueAt && !promotedIds.Contains(other.Id));
            Require(passedOver is null, $"{task.Id} was promoted before {passedOver?.Id}, which is due earlier");
            task.Move(JobStatus.Submitted, LifecycleVerb.Promote, Now);
            task.Place = task.Place.OrNew(NextSequence());
        }

        // Tasks of one pass may be queued in any order among themselves.
        foreach (var task in promotedIds.Select(id => tasks[id]))
            task.Place = task.Place.OrNew(sequence);
        RequireNextDue(queue, answer);
    }

    private void RequireNextDue(string? queue, PromoteAnswer answer)
    {
        var next = Scheduled(queue).Select(task => (int?)task.DueAt).Min() - Now;
        if (next is not { } seconds)
            Require(answer.NextDue is null, $"nothing is scheduled; promote says the next is due in {answer.NextDue}");
        else if (seconds <= 0)
            RequireSame(TimeSpan.Zero, answer.NextDue, "next due while more is due now");
        else
            Require(
                answer.NextDue > TimeSpan.Zero && Math.Abs(answer.NextDue.Value.TotalSeconds - seconds) < 5,
                $"the next is due in {seconds} s; promote says {answer.NextDue?.ToString() ?? "nothing"}");
    }

    private IEnumerable<ModelTask> Scheduled(string? queue) =>
        tasks.Values.Where(task => task.Status == JobStatus.Scheduled && (queue is null || task.Request.Queue == queue));
}
