using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes a batch; earlier tasks of it are seen by later ones.</summary>
    public void Submit(IReadOnlyList<SubmitRequest> batch, IReadOnlyList<SubmitAnswer> answers, IReadOnlyList<int?> secondsToDue)
    {
        RequireSame(batch.Count, answers.Count, "answers of the batch");
        for (var n = 0; n < batch.Count; n++)
            SubmitOne(batch[n], answers[n], secondsToDue[n]);
    }

    private void SubmitOne(SubmitRequest request, SubmitAnswer answer, int? secondsToDue)
    {
        if (ExistingAnswer(request, answer) is { } existing)
        {
            RequireSame(existing, (answer.Kind, answer.Id), $"submit of {request.Id}");
            var stored = tasks[existing.Id];
            RequireSame(stored.Status, answer.Status, $"status of the existing task {existing.Id}");
            RequireSame(stored.Request.Queue, answer.Queue, $"queue of the existing task {existing.Id}");
            return;
        }

        var allowed = KindsByQueue(request).ToList();
        Require(allowed.Contains(answer.Kind), $"submit of {request.Id}: the model allows {string.Join(" or ", allowed)}, the store says {answer.Kind}");
        if (answer.Kind == SubmitKind.Accepted)
            Accept(request, answer, secondsToDue);
    }

    private (SubmitKind Kind, Ulid Id)? ExistingAnswer(SubmitRequest request, SubmitAnswer answer)
    {
        if (Find(request.Id) is { } sameId)
            return (IsEqual(sameId.Request, request, request.VersionIsOwn) ? SubmitKind.ExistingId : SubmitKind.IdConflict, sameId.Id);
        if (HolderOfIdempotencyKey(request, answer) is { } first)
        {
            var kind = IsEqual(first.Request, request, request.VersionIsOwn)
                ? SubmitKind.ExistingIdempotencyKey
                : SubmitKind.IdempotencyConflict;
            return (kind, first.Id);
        }

        var holder = HolderOfUniqueKey(request.UniqueKey);
        return holder is null ? null : (SubmitKind.ExistingUniqueKey, holder.Id);
    }

    private ModelTask? HolderOfIdempotencyKey(SubmitRequest request, SubmitAnswer answer)
    {
        if (request.IdempotencyKey is not { } key || !idempotency.TryGetValue((request.Name, key), out var id) || Find(id) is not { } task)
            return null;
        if (!task.Status.IsTerminal() || task.FirstSubmittedAt + IdempotencySeconds > Now)
            return task;
        // Ended, and more than 24 h after its first submit. Whether a resubmit starts the 24 h anew is left open.
        var open = task.SubmittedAt + IdempotencySeconds > Now;
        return open && answer.Kind is SubmitKind.ExistingIdempotencyKey or SubmitKind.IdempotencyConflict ? task : null;
    }

    private ModelTask? HolderOfUniqueKey(string? key) =>
        key is null ? null : tasks.Values.SingleOrDefault(task => task.Request.UniqueKey == key && task.HoldsUniqueKey);

    private IEnumerable<SubmitKind> KindsByQueue(SubmitRequest request)
    {
        if (!queues.ContainsKey(request.Queue))
            return [SubmitKind.QueueUnknown];
        return LengthAllows(request.Queue) switch
        {
            true => [SubmitKind.Accepted],
            false => [SubmitKind.QueueFull],
            // Whether scheduled tasks count for the length is left open.
            null => [SubmitKind.Accepted, SubmitKind.QueueFull],
        };
    }

    private bool? LengthAllows(string queue)
    {
        if (queues[queue].Config.MaxLength is not { } length)
            return true;
        var waiting = InQueue(queue, JobStatus.Submitted).Count();
        var scheduled = InQueue(queue, JobStatus.Scheduled).Count();
        if (waiting + scheduled < length)
            return true;
        return waiting >= length ? false : null;
    }

    private void Accept(SubmitRequest request, SubmitAnswer answer, int? secondsToDue)
    {
        var number = NextSequence();
        var task = new ModelTask(request, new Place(request.Priority, number, number), Now);
        var scheduled = secondsToDue > 0;
        task.Move(scheduled ? JobStatus.Scheduled : JobStatus.Submitted, LifecycleVerb.Submit, Now);
        if (scheduled)
            task.DueAt = Now + secondsToDue!.Value;
        tasks.Add(task.Id, task);
        if (request.IdempotencyKey is { } key)
            idempotency[(request.Name, key)] = task.Id;
        RequireSame((request.Id, task.Status, request.Queue), (answer.Id, answer.Status, answer.Queue), "answer of an accepted submit");
    }

    private static bool IsEqual(SubmitRequest stored, SubmitRequest request, bool compareVersion) =>
        stored.Name == request.Name
        && (!compareVersion || stored.Version == request.Version)
        && stored.Parameters.Span.SequenceEqual(request.Parameters.Span);
}
