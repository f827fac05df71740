using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>Stores new tasks: own id, idempotency key, unique key, queue, all before any write.</summary>
internal sealed class SubmitTasks(WriteSession session)
{
    private static readonly TimeSpan TryAgainWhenFull = TimeSpan.FromSeconds(1);

    public IReadOnlyList<SubmitAnswer> Execute(IReadOnlyList<SubmitRequest> batch)
    {
        var answers = new SubmitAnswer[batch.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = Submit(batch[i]);
        return answers;
    }

    private SubmitAnswer Submit(SubmitRequest task)
    {
        var refused = RefuseByQueue(task);
        // Nearly every submit is this one, and needs no look for its id first: the index of ids is asked once, by the insert.
        if (refused is null && task is { IdempotencyKey: null, UniqueKey: null } && TryStore(task) is { } stored)
            return stored;
        return FindById(task) ?? FindByIdempotencyKey(task) ?? FindByUniqueKey(task) ?? refused ?? TryStore(task)
            ?? throw new InvalidOperationException($"The id {task.Id} is stored and is not.");
    }

    /// <summary>Also for an id we made: it is there already when the answer to an earlier try was lost.</summary>
    private SubmitAnswer? FindById(SubmitRequest task)
    {
        if (session.States.Find(task.Id) is not { } existing)
            return null;
        if (!session.Details.IsEqual(existing.Seq, task))
            return Existing(SubmitKind.IdConflict, existing);
        return Existing(task.IdIsOwn ? SubmitKind.ExistingId : SubmitKind.Accepted, existing);
    }

    private SubmitAnswer? FindByIdempotencyKey(SubmitRequest task)
    {
        if (task.IdempotencyKey is null || session.Keys.HolderOfIdempotency(task.Name, task.IdempotencyKey) is not { } holder)
            return null;
        if (session.States.Find(holder) is not { } existing || !IsHonoured(existing))
            return null;
        var equal = session.Details.IsEqual(existing.Seq, task);
        return Existing(equal ? SubmitKind.ExistingIdempotencyKey : SubmitKind.IdempotencyConflict, existing);
    }

    private bool IsHonoured(TaskState holder) =>
        !holder.Status.IsTerminal()
        || session.Now < session.Details.FirstSubmittedAt(holder.Seq) + Micros.Of(LeaseTimes.IdempotencyWindow);

    private SubmitAnswer? FindByUniqueKey(SubmitRequest task)
    {
        if (task.UniqueKey is null || session.Keys.HolderOfUnique(task.UniqueKey) is not { } holder)
            return null;
        return session.States.Find(holder) is { } existing ? Existing(SubmitKind.ExistingUniqueKey, existing) : null;
    }

    private SubmitAnswer? RefuseByQueue(SubmitRequest task)
    {
        if (session.Routing.Queue(task.Queue) is not { } queue)
            return Refused(SubmitKind.QueueUnknown, task);
        if (queue.Deleting)
            return Refused(SubmitKind.QueueDeleting, task);
        return IsFull(queue) ? Refused(SubmitKind.QueueFull, task) with { RetryAfter = TryAgainWhenFull } : null;
    }

    /// <summary>Whether a queue takes no more tasks: its length is what waits in it; a scheduled task is not yet in the queue.</summary>
    public bool IsFull(QueueConfig queue) =>
        queue.MaxLength is { } most
        && session.Counts.Get(queue.Name, Shelf.Submitted) + session.Counts.Get(queue.Name, Shelf.Suspects) >= most;

    /// <returns>Null when the id is there already; nothing is written.</returns>
    private SubmitAnswer? TryStore(SubmitRequest task)
    {
        var now = session.Now;
        var due = task.Delay is { } delay ? now + Micros.Of(delay) : task.RunAt is { } runAt ? Micros.Of(runAt) : now;
        var waits = due > now;
        var seq = session.NextSequence();
        var place = TaskPlace.Of(task.Priority, seq);
        var state = new TaskState
        {
            Id = task.Id,
            Seq = seq,
            Queue = task.Queue,
            Shelf = waits ? Shelf.Scheduled : Shelf.Submitted,
            Score = waits ? due : place,
            Place = place,
            Flags = FlagsOf(task),
            SubmittedAt = now,
            RunAt = waits ? due : null,
        };
        if (!session.States.TryInsert(state))
            return null;
        session.Details.Insert(seq, task, now);
        HoldKeys(task);
        session.Counts.Add(state.Queue, state.Shelf, 1);
        session.Changes.Append(state.Id, state.Queue, state.Status);
        if (waits)
            session.RingSchedule();
        else
            session.RingDoorbell();
        return new SubmitAnswer(SubmitKind.Accepted, task.Id, state.Status, state.Queue, Micros.ToTime(now));
    }

    private void HoldKeys(SubmitRequest task)
    {
        if (task.UniqueKey is { } uniqueKey)
            session.Keys.HoldUnique(uniqueKey, task.Id);
        if (task.IdempotencyKey is { } idempotencyKey)
            session.Keys.HoldIdempotency(task.Name, idempotencyKey, task.Id);
    }

    private static TaskFlags FlagsOf(SubmitRequest task) =>
        (task.UniqueKey is null ? TaskFlags.None : TaskFlags.HasUniqueKey)
        | (task.IdempotencyKey is null ? TaskFlags.None : TaskFlags.HasIdempotencyKey)
        | (task.SavesDeadLetter ? TaskFlags.SavesDeadLetter : TaskFlags.None)
        | (task.MaxHeartbeatInterval is null ? TaskFlags.None : TaskFlags.Watched);

    private static SubmitAnswer Existing(SubmitKind kind, TaskState task) =>
        new(kind, task.Id, task.Status, task.Queue, Micros.ToTime(task.SubmittedAt));

    private static SubmitAnswer Refused(SubmitKind kind, SubmitRequest task) => new(kind, task.Id, JobStatus.Unsubmitted, task.Queue, default);
}
