using Jobbers.Lifecycle;

namespace Drills.History;

/// <summary>Compares what really ran (the journal) with what the store says happened.</summary>
internal sealed class HistoryChecker(IReadOnlyCollection<JournalLine> journal)
{
    private const string JournalTask = "journal";

    private readonly ILookup<Ulid, JournalLine> _lines = journal.ToLookup(line => line.Id);

    public HistoryVerdict Check(IReadOnlyCollection<StoredTask> tasks, IReadOnlyCollection<Interruption> interruptions) => new()
    {
        Submitted = tasks.Count,
        Run = journal.Count(line => !line.IsEnd) + tasks.Where(task => !_lines.Contains(task.Id)).Sum(task => task.Attempts.Count),
        Lost = Find(tasks, IsLost),
        AcceptedTwice = Find(tasks, IsAcceptedTwice),
        OverlappingAccepted = Find(tasks, Overlaps),
        RanAfterCancelled = Find(tasks, RanAfterCancelled),
        Recoveries = [.. tasks.SelectMany(task => Recoveries(task, interruptions)).Order()],
    };

    private static List<Ulid> Find(IEnumerable<StoredTask> tasks, Predicate<StoredTask> isWrong) =>
        [.. tasks.Where(task => isWrong(task)).Select(task => task.Id)];

    private bool IsLost(StoredTask task)
    {
        if (task.Record is not { } record || !record.Status.IsTerminal())
            return true;
        return record is { Status: JobStatus.Completed, Name: JournalTask } && EndOf(task.Id, record.Token) is null;
    }

    private bool IsAcceptedTwice(StoredTask task) =>
        task.Attempts.Count(attempt => attempt.Outcome == OutcomeKind.Completed.ToWire()) > 1
        || Repeats(task.Attempts.Select(attempt => attempt.Token))
        || Repeats(_lines[task.Id].Where(line => !line.IsEnd).Select(line => line.Token));

    private static bool Repeats(IEnumerable<long> tokens)
    {
        var seen = new HashSet<long>();
        return tokens.Any(token => !seen.Add(token));
    }

    private bool Overlaps(StoredTask task)
    {
        var runs = task.Accepted
            .Select(attempt => (
                Start: StartOf(task.Id, attempt.Token)?.At ?? attempt.StartedAt,
                End: EndOf(task.Id, attempt.Token)?.At ?? Whole(attempt.EndedAt)))
            .OrderBy(run => run.Start)
            .ToList();
        return runs.Zip(runs.Skip(1)).Any(pair => pair.Second.Start < pair.First.End);
    }

    private bool RanAfterCancelled(StoredTask task) =>
        task.Record is { Status: JobStatus.Cancelled, CompletedAt: { } cancelled } && _lines[task.Id].Any(line => line.At > Whole(cancelled));

    /// <summary>The journal knows whole milliseconds, so a moment that is compared with it is taken as one: what lies within one has no order there.</summary>
    private static DateTimeOffset Whole(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    private IEnumerable<TimeSpan> Recoveries(StoredTask task, IReadOnlyCollection<Interruption> interruptions)
    {
        var accepted = task.Accepted.Select(attempt => attempt.Token).ToHashSet();
        foreach (var interruption in interruptions)
        {
            var wasRunning = _lines[task.Id].Any(line =>
                !line.IsEnd && line.ProcessId == interruption.ProcessId && line.At <= interruption.At && !accepted.Contains(line.Token));
            if (!wasRunning)
                continue;
            var next = _lines[task.Id].Where(line => !line.IsEnd && line.At > interruption.At).Select(line => line.At).DefaultIfEmpty().Min();
            if (next != default)
                yield return next - interruption.At;
        }
    }

    private JournalLine? StartOf(Ulid id, long token) => _lines[id].FirstOrDefault(line => !line.IsEnd && line.Token == token);

    private JournalLine? EndOf(Ulid id, long token) => _lines[id].FirstOrDefault(line => line.IsEnd && line.Token == token);
}
