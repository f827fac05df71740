using System.Globalization;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Watching;

/// <summary>
/// The change stream. A position is a stream entry and how many of its lines were read: <c>1700000000000000-0</c>, or <c>1700000000000000-0/3</c>.
/// </summary>
internal sealed class RedisChangeFeed(ScriptRunner runner) : IChangeFeed
{
    private const string Nothing = "0-0";

    public async ValueTask RenewListenerAsync(CancellationToken cancellationToken) =>
        await runner.RunAsync(runner.Scripts.Listen, [], cancellationToken);

    public async ValueTask<ChangePage> ReadAsync(string? position, int limit, CancellationToken cancellationToken)
    {
        if (position is null)
            return new ChangePage([], await NewestAsync(cancellationToken), Reset: false);
        if (!TryParse(position, out var entry, out var lines))
            return new ChangePage([], await NewestAsync(cancellationToken), Reset: true);
        // From the entry itself on: some of its lines may be left. One read for both questions: between two the stream may be cut.
        var entries = await RangeAsync(entry, limit + 1, cancellationToken);
        // What came between a time without a feed and its begin was not written.
        if (entries.Length == 0 ? entry != Nothing : IsCutOff(entry, lines, entries[0]))
            return new ChangePage([], await NewestAsync(cancellationToken), Reset: true);
        return Collect(entries, entry, lines, limit);
    }

    private static ChangePage Collect(StreamEntry[] entries, string from, int linesRead, int limit)
    {
        var changes = new List<ChangeRecord>();
        var position = linesRead > 0 ? $"{from}/{linesRead}" : from;
        foreach (var entry in entries)
        {
            var id = (string)entry.Id!;
            var lines = Lines(entry);
            var first = id != from ? 0 : linesRead == 0 ? lines.Length : linesRead;
            for (var i = first; i < lines.Length; i++)
            {
                if (changes.Count == limit)
                    return new ChangePage(changes, position, Reset: false);
                changes.Add(Read(lines[i]));
                position = i + 1 == lines.Length ? id : $"{id}/{i + 1}";
            }

            if (first >= lines.Length)
                position = id;
        }

        return new ChangePage(changes, position, Reset: false);
    }

    private static ChangeRecord Read(string line)
    {
        var parts = line.Split(' ');
        return new ChangeRecord(Ulid.Parse(parts[0]), parts[1], StatusLetters.Status(parts[2][0]));
    }

    private static bool TryParse(string position, out string entry, out int lines)
    {
        var parts = position.Split('/');
        entry = parts[0];
        lines = 0;
        return parts.Length <= 2 && IsEntry(entry)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out lines));
    }

    private static bool IsEntry(string text) => text.Split('-') is [var time, var number]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether changes after the position are gone. An entry's number counts the changes up to its last.</summary>
    private static bool IsCutOff(string entry, int lines, StreamEntry next)
    {
        var position = Number(entry);
        var number = Number((string)next.Id!);
        return lines > 0 ? position < number : position < number - Lines(next).Length;
    }

    private static string[] Lines(StreamEntry entry) => ((string?)entry["c"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static long Number(string entry) =>
        long.Parse(entry.AsSpan(0, entry.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);

    private async ValueTask<string> NewestAsync(CancellationToken cancellationToken)
    {
        var newest = await runner.AwaitAsync(
            runner.Database.StreamRangeAsync(RedisKeys.Changes, "-", "+", 1, Order.Descending), cancellationToken);
        return newest.Length == 0 ? Nothing : (string)newest[0].Id!;
    }

    private Task<StreamEntry[]> RangeAsync(string from, int count, CancellationToken cancellationToken) =>
        runner.AwaitAsync(runner.Database.StreamRangeAsync(RedisKeys.Changes, from, "+", count), cancellationToken);
}
