using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Events;

/// <summary>What happened between two looks at the store.</summary>
/// <param name="Changes">Changes of tasks, oldest first.</param>
/// <param name="Position">Where the feed goes on after them.</param>
internal sealed record EventBatch(IReadOnlyList<ChangeRecord> Changes, string Position)
{
    /// <summary>Changes before this were missed: what is shown must be read anew.</summary>
    public bool Reset { get; init; }

    /// <summary>Queues, roles or limits changed.</summary>
    public bool Queues { get; init; }

    /// <summary>Workers came, went or began to drain.</summary>
    public bool Workers { get; init; }

    public bool IsEmpty => Changes.Count == 0 && !Reset && !Queues && !Workers;
}
