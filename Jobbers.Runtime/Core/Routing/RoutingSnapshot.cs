namespace Jobbers.Routing;

/// <summary>All queues and roles at one version; every change makes a higher one.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Queues">Sorted by name.</param>
/// <param name="Roles">Sorted by name.</param>
internal sealed record RoutingSnapshot(long Version, IReadOnlyList<QueueConfig> Queues, IReadOnlyList<RoleConfig> Roles)
{
    /// <summary>
    /// The queues a worker of <paramref name="role"/> serves; null when no such role exists. Role <c>default</c>, while not defined, serves
    /// every queue that is in no other role.
    /// </summary>
    public IReadOnlyList<QueueConfig>? QueuesOf(string role)
    {
        if (Roles.FirstOrDefault(r => r.Name == role) is { } defined)
            return [.. Queues.Where(q => defined.Queues.Contains(q.Name))];
        if (role != RoutingNames.Default)
            return null;
        var taken = Roles.SelectMany(r => r.Queues).ToHashSet(StringComparer.Ordinal);
        return [.. Queues.Where(q => !taken.Contains(q.Name))];
    }

    /// <summary>Queues that no worker would serve if role <c>default</c> is defined: they are in no role.</summary>
    public IReadOnlyList<string> UnservedQueues()
    {
        if (Roles.All(r => r.Name != RoutingNames.Default))
            return [];
        var taken = Roles.SelectMany(r => r.Queues).ToHashSet(StringComparer.Ordinal);
        return [.. Queues.Select(q => q.Name).Where(name => !taken.Contains(name))];
    }
}
