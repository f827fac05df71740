using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// Takes tasks from lapsed leases. A task is blamed only when its worker's own record has lapsed too, and when that worker held a suspect only the
/// suspect is.
/// </summary>
internal sealed class RescueLapsed(WriteSession session)
{
    /// <summary>How long a silent worker's record is kept, to answer repeats and to know its suspect.</summary>
    private static readonly TimeSpan RecordKept = TimeSpan.FromHours(1);

    private readonly Statement _lapsed = session.Database.Prepare(
        $"SELECT {TaskStates.Columns} FROM states s WHERE queue = ?1 AND shelf = ?2 AND score <= ?3 ORDER BY score, seq LIMIT ?4");

    public IReadOnlyList<RescuedTask> Execute(int limit)
    {
        var rescued = new List<RescuedTask>();
        var workers = new Dictionary<string, WorkerState?>(StringComparer.Ordinal);
        foreach (var queue in session.Counts.QueuesWith(Shelf.Started))
        {
            foreach (var task in Lapsed(queue, limit - rescued.Count))
                rescued.Add(Rescue(task, WorkerOf(task, workers)));
        }

        session.Workers.ForgetSilentSince(session.Now - Micros.Of(RecordKept));
        return rescued;
    }

    private List<TaskState> Lapsed(string queue, int limit)
    {
        var lapsed = new List<TaskState>();
        if (limit <= 0)
            return lapsed;
        _lapsed.Bind(1, queue).Bind(2, Shelf.Started.Code).Bind(3, session.Now).Bind(4, limit);
        while (_lapsed.Step())
            lapsed.Add(TaskStates.Read(_lapsed, session.Names));
        return lapsed;
    }

    /// <summary>Read once a pass: its suspect must still be known when its neighbours' turn comes.</summary>
    private WorkerState? WorkerOf(TaskState task, Dictionary<string, WorkerState?> known)
    {
        var name = task.Worker ?? "";
        if (!known.TryGetValue(name, out var worker))
            known[name] = worker = session.Workers.Find(name);
        return worker;
    }

    private RescuedTask Rescue(TaskState task, WorkerState? worker)
    {
        var died = worker is not { } record || record.HasLapsed(session.Now);
        var isItsSuspect = worker?.Suspects(task.Id, task.Token) ?? false;
        var counted = died && (worker?.Suspect is null || isItsSuspect);
        if (isItsSuspect && !died)
            session.Workers.ClearSuspect(task.Worker!);
        if (counted)
            task.CrashCount++;
        var rules = session.Details.Rules(task.Seq);
        var failure = Lost(task, rules, counted);
        task.Attempts++;
        session.History.Add(task, OutcomeNames.WorkerLost, session.Now, failure, null);
        var claim = new ClaimKey(task.Id, task.Queue, task.Token);
        Move(task, rules, failure, counted);
        return new RescuedTask(claim, rules.Name, rules.Version, task.Worker ?? "", task.Status, counted, task.Shelf.IsDeadLetter);
    }

    private void Move(TaskState task, TaskRules rules, AttemptFailure failure, bool counted)
    {
        if (session.Moves.MustEnd(task))
        {
            session.Moves.End(task, JobStatus.Cancelled, LifecycleVerb.Rescue);
            return;
        }

        if (!counted || task.CrashCount < rules.MaxCrashes)
        {
            session.Moves.Queue(task, LifecycleVerb.Rescue);
            return;
        }

        session.Reports.SaveFailure(task.Seq, failure);
        session.Moves.End(task, JobStatus.Stalled, LifecycleVerb.Rescue, task.Flags.HasFlag(TaskFlags.SavesDeadLetter));
    }

    private AttemptFailure Lost(TaskState task, TaskRules rules, bool counted)
    {
        if (!counted || task.CrashCount < rules.MaxCrashes)
            return AttemptFailure.From(OutcomeNames.WorkerLost, $"worker {task.Worker} stopped renewing its lease");
        var workers = session.History.LostWorkers(task.Seq).Append(task.Worker).Distinct();
        return AttemptFailure.From(OutcomeNames.WorkerLost, $"{task.CrashCount} workers were lost with this task: {string.Join(", ", workers)}");
    }
}
