using System.Diagnostics;
using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>The moves that verbs are made of. Each writes the task's state, its shelf's size, the change and the bell; nothing else does.</summary>
internal sealed class TaskMoves(WriteSession session)
{
    private readonly HeldRows _held = new();

    /// <summary>Puts the front of a shelf under leases: all that lie up to the last of these, which must be its first.</summary>
    public void Start(IReadOnlyList<ClaimCandidate> front, string worker)
    {
        if (front.Count == 0)
            return;
        var last = front[^1];
        session.States.SaveStarts(last.Queue, last.Shelf, last.Score, last.Seq, worker, session.Now, LeaseEnd);
        session.Counts.Move(last.Queue, last.Shelf, Shelf.Started, front.Count);
        foreach (var task in front)
        {
            _held.Add(task.Id, task.Seq);
            session.Changes.Append(task.Id, task.Queue, JobStatus.Started);
        }
    }

    /// <summary>Completes an attempt without reading its task, see <see cref="TaskStates.TryComplete"/>.</summary>
    /// <returns>False when it is another case; nothing is written.</returns>
    public bool TryComplete(ClaimKey claim)
    {
        if (!session.States.TryComplete(claim, session.Now, _held.Remove(claim.Id, out var row) ? row : null))
            return false;
        Account(claim.Id, claim.Queue, Shelf.Started, Shelf.Completed);
        return true;
    }

    /// <summary>Gives a held task a new lease.</summary>
    public void Renew(TaskState task)
    {
        task.Score = LeaseEnd;
        session.States.Save(task);
    }

    /// <summary>Puts a task into its place in the queue.</summary>
    public void Queue(TaskState task, LifecycleVerb verb)
    {
        Place(task, Shelf.WaitingAfter(task.CrashCount), task.Place, verb);
        session.RingDoorbell();
    }

    /// <summary>Lets a task wait for its due time.</summary>
    public void Schedule(TaskState task, long due, LifecycleVerb verb)
    {
        task.RunAt = due;
        Place(task, Shelf.Scheduled, due, verb);
        session.RingSchedule();
    }

    /// <summary>Whether a running task may not run again: its cancel was asked for, or its queue is going or gone.</summary>
    public bool MustEnd(TaskState task) => task.CancelAt is not null || session.Routing.Queue(task.Queue) is null or { Deleting: true };

    /// <summary>Ends a task and releases its unique key.</summary>
    public void End(TaskState task, JobStatus status, LifecycleVerb verb, bool deadLetter = false)
    {
        if (task.Flags.HasFlag(TaskFlags.HasUniqueKey))
            session.Keys.ReleaseUnique(session.Details.Rules(task.Seq).UniqueKey!, task.Id);
        Place(task, deadLetter ? Shelf.DeadLetter(status) : Shelf.Of(status), session.Now, verb);
    }

    /// <summary>Changes the shelf within a status.</summary>
    public void Relabel(TaskState task, Shelf shelf)
    {
        session.Counts.Move(task.Queue, task.Shelf, shelf, 1);
        task.Shelf = shelf;
        session.States.Save(task);
    }

    private long LeaseEnd => session.Now + Micros.Of(LeaseTimes.Lease);

    private void Place(TaskState task, Shelf shelf, long score, LifecycleVerb verb)
    {
        Debug.Assert(TaskTransitions.Allows(task.Status, shelf.Status, verb), $"{verb} may not take a task from {task.Status} to {shelf.Status}");
        Account(task.Id, task.Queue, task.Shelf, shelf);
        task.Shelf = shelf;
        task.Score = score;
        session.States.Save(task);
    }

    private void Account(Ulid id, string queue, Shelf from, Shelf to)
    {
        session.Counts.Move(queue, from, to, 1);
        if (from == Shelf.Started && session.Routing.Queue(queue) is { MaxConcurrentTotal: not null })
            session.RingDoorbell();
        session.Changes.Append(id, queue, to.Status);
    }
}
