using System.Globalization;

namespace Jobbers.Redis.Tests.Violations;

/// <summary>Says what of a store's raw content contradicts itself.</summary>
public sealed class ContentCheck(RawContent content)
{
    private const double Band = 562949953421312;

    private static readonly Dictionary<string, string> IndexOfStatus = new()
    {
        ["s"] = "submitted",
        ["d"] = "scheduled",
        ["r"] = "started",
        ["c"] = "completed",
        ["f"] = "failed",
        ["x"] = "cancelled",
        ["l"] = "stalled",
        ["o"] = "dropped",
    };

    private readonly List<string> _violations = [];
    private readonly Dictionary<string, Dictionary<string, string>> _tasks = content.Hashes
        .Where(hash => hash.Key.StartsWith("task:", StringComparison.Ordinal)).ToDictionary(hash => hash.Key[5..], hash => hash.Value);

    public IReadOnlyList<string> Find()
    {
        _violations.AddRange(content.Foreign.Select(key => $"key {key} is not under the tag"));
        CheckTasks();
        CheckIndexes();
        CheckIds();
        CheckOwners();
        CheckQueues();
        return _violations;
    }

    private void CheckTasks()
    {
        foreach (var (id, task) in _tasks)
        {
            var status = task["s"];
            var index = IndexOf(task);
            if (!content.SortedSets.TryGetValue(index, out var entries) || !entries.TryGetValue(id, out var score))
                _violations.Add($"task {id} is not in {index}");
            else if (Score(task) is { } expected && score != expected)
                _violations.Add($"task {id} stands in {index} at {score:F0}, not {expected:F0}");
            if ("cfxlo".Contains(status, StringComparison.Ordinal) != task.ContainsKey("e"))
                _violations.Add($"task {id} of status {status} and its end do not agree");
            if (task.ContainsKey("de") != content.SortedSets.GetValueOrDefault($"dead:{task["q"]}", []).ContainsKey(id))
                _violations.Add($"task {id} and the dead letters do not agree");
            CheckUnique(id, task);
            var attempts = content.Hashes.GetValueOrDefault($"history:{id}");
            if (task.ContainsKey("l") != (attempts is not null))
                _violations.Add($"task {id} counts {task.GetValueOrDefault("l")} attempts, and its history holds {attempts?.Count}");
            if (attempts is not null && !attempts.ContainsKey(task.GetValueOrDefault("l", "")))
                _violations.Add($"the history of task {id} does not hold its last attempt");
        }
    }

    private void CheckUnique(string id, Dictionary<string, string> task)
    {
        if (!task.TryGetValue("j", out var unique))
            return;
        var holds = content.Strings.GetValueOrDefault($"unique:{unique}") == id;
        if (holds != "sdr".Contains(task["s"], StringComparison.Ordinal))
            _violations.Add($"task {id} of status {task["s"]} and its unique key do not agree");
    }

    private void CheckIndexes()
    {
        string[] kinds = ["submitted", "suspect", "scheduled", "started", "completed", "failed", "cancelled", "stalled", "dropped"];
        foreach (var (name, entries) in content.SortedSets)
        {
            var kind = name.Split(':')[0];
            foreach (var id in entries.Keys)
            {
                if (kind == "dead" && !_tasks.ContainsKey(id))
                    _violations.Add($"{name} holds {id}, which is not stored");
                if (kinds.Contains(kind) && (!_tasks.TryGetValue(id, out var task) || IndexOf(task) != name))
                    _violations.Add($"{name} holds {id}, which does not belong there");
            }
        }
    }

    private void CheckIds()
    {
        var pages = content.Hashes.Where(hash => hash.Key.StartsWith("ids:", StringComparison.Ordinal)).ToDictionary(h => h.Key[4..], h => h.Value);
        var directory = content.SortedSets.GetValueOrDefault("ids", []).Keys.Order(StringComparer.Ordinal).ToArray();
        if (!directory.SequenceEqual(pages.Keys.Order(StringComparer.Ordinal)))
            _violations.Add($"the directory of ids names {string.Join(' ', directory)}, the pages are {string.Join(' ', pages.Keys)}");
        if (content.Strings.GetValueOrDefault("newest_ids") != directory.LastOrDefault())
            _violations.Add($"{content.Strings.GetValueOrDefault("newest_ids")} is said to be the newest page of ids of {string.Join(' ', directory)}");
        if (directory.LastOrDefault() is { } newest && pages.TryGetValue(newest, out var top) && top.Count > Number("seq") - Number("newest_from"))
            _violations.Add($"the newest page {newest} of ids holds {top.Count}, more than can have come since {Number("newest_from")} of {Number("seq")}");
        foreach (var (lowest, page) in pages)
        {
            var next = directory.FirstOrDefault(other => string.CompareOrdinal(other, lowest) > 0);
            if (page.Count > 64)
                _violations.Add($"page {lowest} of ids holds {page.Count}");
            _violations.AddRange(page.Keys
                .Where(id => string.CompareOrdinal(id, lowest) < 0 || (next is not null && string.CompareOrdinal(id, next) >= 0))
                .Select(id => $"id {id} is in page {lowest}, where it does not belong"));
        }

        var ids = pages.Values.SelectMany(page => page.Keys).ToArray();
        if (ids.Length != _tasks.Count || !ids.All(_tasks.ContainsKey))
            _violations.Add($"the index of ids holds {ids.Length} ids, {_tasks.Count} tasks are stored");
    }

    private long Number(string name) => long.Parse(content.Strings.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);

    private void CheckOwners()
    {
        foreach (var (name, id) in content.Strings)
        {
            if (name.StartsWith("idem:", StringComparison.Ordinal)
                && (!_tasks.TryGetValue(id, out var task) || name != $"idem:{task["n"]}:{task.GetValueOrDefault("i")}"))
                _violations.Add($"{name} names {id}, which does not carry it");
            if (name.StartsWith("unique:", StringComparison.Ordinal)
                && (!_tasks.TryGetValue(id, out var holder) || name != $"unique:{holder.GetValueOrDefault("j")}"))
                _violations.Add($"{name} names {id}, which does not carry it");
        }

        foreach (var name in content.Hashes.Keys.Where(name => name.StartsWith("history:", StringComparison.Ordinal)))
        {
            if (!_tasks.ContainsKey(name[8..]))
                _violations.Add($"{name} outlived its task");
        }

        _violations.AddRange(content.Hashes.Keys
            .Where(name => name.StartsWith("worker:", StringComparison.Ordinal) && !content.Expiring.Contains(name))
            .Select(name => $"{name} would stay for ever"));
        _violations.AddRange(content.Streams.Where(name => !content.Expiring.Contains(name)).Select(name => $"{name} would stay for ever"));
    }

    private void CheckQueues()
    {
        var queues = content.SortedSets.GetValueOrDefault("queues", []).Keys.ToHashSet();
        var configs = content.Hashes.Keys.Where(name => name.StartsWith("queue:", StringComparison.Ordinal)).Select(name => name[6..]).ToHashSet();
        if (!queues.SetEquals(configs))
            _violations.Add($"queues are {string.Join(' ', queues)}, their limits {string.Join(' ', configs)}");
        var graves = content.SortedSets.GetValueOrDefault("graves", []).Keys.ToHashSet();
        _violations.AddRange(_tasks.Where(task => !queues.Contains(task.Value["q"]) && !graves.Contains(task.Value["q"]))
            .Select(task => $"task {task.Key} is of queue {task.Value["q"]}, which nothing lists"));
        _violations.AddRange(content.SortedSets.Keys
            .Where(name => name.StartsWith("rate:", StringComparison.Ordinal))
            .Where(name => !content.Hashes.GetValueOrDefault($"queue:{name[5..]}", []).ContainsKey("rate_numerator"))
            .Select(name => $"{name} outlived its limit"));
    }

    private static string IndexOf(Dictionary<string, string> task)
    {
        var suspect = task["s"] == "s" && int.Parse(task.GetValueOrDefault("x", "0"), null) >= 2;
        return $"{(suspect ? "suspect" : IndexOfStatus[task["s"]])}:{task["q"]}";
    }

    /// <summary>Where it must stand; null for leases, which only the index knows.</summary>
    private static double? Score(Dictionary<string, string> task) => task["s"] switch
    {
        "s" => (9 - int.Parse(task.GetValueOrDefault("p", "5"), null)) * Band + double.Parse(task["o"], null),
        "d" => double.Parse(task["u"], null),
        "r" => null,
        _ => double.Parse(task["e"], null),
    };
}
