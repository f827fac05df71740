namespace Jobbers.Routing;

/// <summary>A named set of queues; a worker serves the queues of its role.</summary>
/// <param name="Name">As a queue's name.</param>
/// <param name="Queues">Sorted.</param>
internal sealed record RoleConfig(string Name, IReadOnlyList<string> Queues);
