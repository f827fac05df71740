namespace Jobbers.Generators.Model;

/// <summary>
/// Tasks that are valid alone but not together. Of two, the one whose declaration comes first by name stays and the other is refused, so
/// that one mistake is one error.
/// </summary>
internal static class TaskClashes
{
    /// <summary>Which tasks are refused: by rule, with the message.</summary>
    public static IReadOnlyList<(TaskKey Task, string RuleId, string Message)> Find(IEnumerable<TaskKey> own, IEnumerable<TaskKey> referenced)
    {
        var byKey = new Dictionary<(string, int), TaskKey>();
        foreach (var task in referenced)
            byKey[(task.Name, task.Version)] = task;
        var byGeneratedName = new Dictionary<string, TaskKey>(StringComparer.OrdinalIgnoreCase);
        var refused = new List<(TaskKey, string, string)>();
        foreach (var task in own.OrderBy(t => t.DeclaredBy, StringComparer.Ordinal))
        {
            if (byKey.TryGetValue((task.Name, task.Version), out var twin))
            {
                refused.Add((task, RuleIds.DuplicateTask,
                    $"Task '{task.Name}' version {task.Version} is declared by {twin.DeclaredBy} too: give one of them another name or version"));
                continue;
            }

            if (byGeneratedName.TryGetValue(task.GeneratedName, out var namesake))
            {
                refused.Add((task, RuleIds.GeneratedNames,
                    $"The names generated for {task.DeclaredBy} and {namesake.DeclaredBy} are the same ({task.GeneratedName}Parameters): rename one of the methods"));
                continue;
            }

            byKey.Add((task.Name, task.Version), task);
            byGeneratedName.Add(task.GeneratedName, task);
        }

        return refused;
    }
}
