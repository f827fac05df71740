using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Jobbers.Catalog;

/// <summary>Every task this process knows, by name and version.</summary>
public sealed class TaskCatalog
{
    private readonly FrozenDictionary<(string Name, int Version), TaskDescriptor> _byKey;
    private readonly FrozenDictionary<string, TaskDescriptor> _newest;

    /// <summary>Builds the catalog.</summary>
    /// <param name="tasks">All tasks.</param>
    /// <exception cref="InvalidOperationException">Two tasks share a name and version; the message names both places.</exception>
    public TaskCatalog(IEnumerable<TaskDescriptor> tasks)
    {
        var byKey = new Dictionary<(string, int), TaskDescriptor>();
        foreach (var task in tasks)
        {
            if (byKey.TryAdd((task.Name, task.Version), task))
                continue;
            var other = byKey[(task.Name, task.Version)];
            throw new InvalidOperationException(
                $"Task '{task.Name}' version {task.Version} is declared by both {other.DeclaredBy} and {task.DeclaredBy}. Give one of them another name or version.");
        }

        _byKey = byKey.ToFrozenDictionary();
        _newest = byKey.Values.GroupBy(t => t.Name).ToFrozenDictionary(g => g.Key, g => g.MaxBy(t => t.Version)!);
        Tasks = [.. byKey.Values.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Version)];
    }

    /// <summary>All tasks, by name, then version.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks { get; }

    /// <summary>Finds one version of a task.</summary>
    /// <param name="name">The task's name.</param>
    /// <param name="version">The wanted version, or null for the newest.</param>
    /// <param name="task">The task, when found.</param>
    public bool TryGet(string name, int? version, [MaybeNullWhen(false)] out TaskDescriptor task) =>
        version is { } wanted ? _byKey.TryGetValue((name, wanted), out task) : _newest.TryGetValue(name, out task);

    /// <summary>Names of the queues that registered tasks go to by default.</summary>
    public IReadOnlyList<string> Queues => [.. Tasks.Select(t => t.Queue).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
