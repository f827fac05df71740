using System.Globalization;
using Jobbers.Lifecycle;
using Jobbers.Redis.Executing;
using StackExchange.Redis;

namespace Jobbers.Redis.Reading;

/// <summary>
/// A task's ended attempts. An entry is <c>token started ended outcome next worker</c>, then on a new line the failure. A first attempt that
/// simply completed has no entry: it stands in the task itself.
/// </summary>
internal static class HistoryHash
{
    public static List<AttemptRecord> Read(HashEntry[] entries, TaskRecord task)
    {
        if (entries.Length == 0)
            return task.Status == JobStatus.Completed ? [FirstSuccess(task)] : [];
        var attempts = entries.Select(entry => Read((int)entry.Name, (string)entry.Value!)).ToList();
        attempts.Sort((a, b) => a.Number.CompareTo(b.Number));
        return attempts;
    }

    private static AttemptRecord FirstSuccess(TaskRecord task) => new()
    {
        Number = 1,
        Worker = task.Worker ?? "",
        Token = task.Token,
        StartedAt = task.StartedAt ?? task.SubmittedAt,
        EndedAt = task.CompletedAt ?? task.SubmittedAt,
        Outcome = OutcomeKind.Completed.ToWire(),
    };

    private static AttemptRecord Read(int number, string text)
    {
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var parts = (line < 0 ? text : text[..line]).Split(' ', 6);
        return new AttemptRecord
        {
            Number = number,
            Token = long.Parse(parts[0], CultureInfo.InvariantCulture),
            StartedAt = StoreTime.Moment(parts[1]),
            EndedAt = StoreTime.Moment(parts[2]),
            Outcome = parts[3],
            NextRunAt = parts[4] == "-" ? null : StoreTime.Moment(parts[4]),
            Worker = parts[5],
            Failure = line < 0 ? null : FailureText.Read(text[(line + 1)..]),
        };
    }
}
