using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>Changes queues and roles; each change makes a new version of the routing, and rings.</summary>
internal sealed class EditRouting(WriteSession session)
{
    private const int CancelledPerCall = 500;

    private readonly Statement _waiting = session.Database.Prepare(
        $"SELECT {TaskStates.Columns} FROM states s WHERE queue = ?1 AND shelf = ?2 ORDER BY score, seq LIMIT ?3");

    public bool EnsureQueues(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (session.Routing.Queue(name) is null)
                session.ChangeRouting(rows => rows.PutQueue(new QueueConfig { Name = name }));
        }

        return true;
    }

    public bool PutQueue(QueueConfig queue, bool mustBeNew)
    {
        if (mustBeNew && session.Routing.Queue(queue.Name) is not null)
            return false;
        session.ChangeRouting(rows => rows.PutQueue(queue));
        return true;
    }

    public bool SetPaused(string name, bool paused)
    {
        if (session.Routing.Queue(name) is not { } queue)
            return false;
        if (queue.Paused != paused)
            session.ChangeRouting(rows => rows.PutQueue(queue with { Paused = paused }));
        return true;
    }

    public DeletionStep DeleteQueue(string name, bool force)
    {
        if (session.Routing.Queue(name) is not { } queue)
            return new DeletionStep(QueueDeletion.NotFound);
        if (name == RoutingNames.Default)
            throw new ArgumentException("The default queue cannot be deleted: tasks that name no queue go there.", nameof(name));
        if (IsEmpty(name))
            return Delete(name, []);
        if (!force && !queue.Deleting)
            return new DeletionStep(QueueDeletion.NotEmpty);
        if (!queue.Deleting)
            session.ChangeRouting(rows => rows.PutQueue(queue with { Deleting = true }));
        var cancelled = CancelWaiting(name);
        return IsEmpty(name) ? Delete(name, cancelled) : new DeletionStep(QueueDeletion.InProgress, cancelled);
    }

    public DeletionStep ContinueDeletion(string name) =>
        session.Routing.Queue(name) is { Deleting: true } ? DeleteQueue(name, force: true) : new DeletionStep(QueueDeletion.NotFound);

    public bool PutRole(RoleConfig role, bool mustBeNew)
    {
        if (mustBeNew && session.Routing.Snapshot.Roles.Any(known => known.Name == role.Name))
            return false;
        if (role.Queues.FirstOrDefault(name => session.Routing.Queue(name) is null) is { } unknown)
            throw new ArgumentException($"There is no queue '{unknown}': create it first.", nameof(role));
        session.ChangeRouting(rows => rows.PutRole(role));
        return true;
    }

    public bool DeleteRole(string name)
    {
        if (session.Routing.Snapshot.Roles.All(known => known.Name != name))
            return false;
        session.ChangeRouting(rows => rows.DeleteRole(name));
        return true;
    }

    private bool IsEmpty(string queue) =>
        session.Counts.Get(queue, Shelf.Submitted) == 0 && session.Counts.Get(queue, Shelf.Suspects) == 0
        && session.Counts.Get(queue, Shelf.Scheduled) == 0 && session.Counts.Get(queue, Shelf.Started) == 0;

    private List<Ulid> CancelWaiting(string queue)
    {
        var cancelled = new List<Ulid>();
        foreach (var shelf in (Shelf[])[Shelf.Submitted, Shelf.Suspects, Shelf.Scheduled])
        {
            var tasks = new List<TaskState>();
            var left = CancelledPerCall - cancelled.Count;
            _waiting.Bind(1, queue).Bind(2, shelf.Code).Bind(3, left);
            while (left > 0 && _waiting.Step())
                tasks.Add(TaskStates.Read(_waiting, session.Names));
            foreach (var task in tasks)
                session.Moves.End(task, JobStatus.Cancelled, LifecycleVerb.Cancel);
            cancelled.AddRange(tasks.Select(task => task.Id));
        }

        return cancelled;
    }

    /// <summary>The queue leaves its roles; its ended tasks stay.</summary>
    private DeletionStep Delete(string queue, IReadOnlyList<Ulid> cancelled)
    {
        session.ChangeRouting(rows =>
        {
            foreach (var role in session.Routing.Snapshot.Roles.Where(role => role.Queues.Contains(queue)))
                rows.PutRole(role with { Queues = [.. role.Queues.Where(name => name != queue)] });
            rows.DeleteQueue(queue);
        });
        session.Rates.Trim(queue, long.MaxValue);
        session.Counts.Forget(queue);
        return new DeletionStep(QueueDeletion.Deleted, cancelled);
    }
}
