using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes a prune step.</summary>
    public void Prune(int? endedSeconds, int? deadLetterSeconds, int limit, PruneAnswer answer, IReadOnlySet<Ulid> goneIds)
    {
        var ended = tasks.Values.Where(task => !task.IsDeadLetter && IsOlder(task, endedSeconds)).ToHashSet();
        var letters = tasks.Values.Where(task => task.IsDeadLetter && IsOlder(task, deadLetterSeconds)).ToHashSet();
        var gone = goneIds.Select(id => tasks[id]).ToList();
        foreach (var task in gone)
            Require(ended.Contains(task) || letters.Contains(task), $"{task.Id} was forgotten and is not old enough");

        RequireSame(gone.Count(ended.Contains), answer.Ended, "ended tasks forgotten");
        RequireSame(gone.Count(letters.Contains), answer.DeadLetters, "dead letters forgotten");
        Require(answer.Ended <= limit && answer.DeadLetters <= limit, $"a step of at most {limit} forgot {gone.Count}");
        var left = ended.Count + letters.Count - gone.Count;
        Require(left == 0 || answer.More, $"prune says it is through and {left} are left");
        Require(left == 0 || gone.Count > 0 || answer.RateEntries > 0, "prune made no step");
        gone.ForEach(Forget);
    }

    private bool IsOlder(ModelTask task, int? seconds) => task.Status.IsTerminal() && task.EndedAt + seconds < Now;

    private void Forget(ModelTask task)
    {
        tasks.Remove(task.Id);
        if (task.Request.IdempotencyKey is { } key && idempotency.GetValueOrDefault((task.Request.Name, key)) == task.Id)
            idempotency.Remove((task.Request.Name, key));
    }
}
