namespace Jobbers.Declaration;

/// <summary>What becomes of a task that ended as failed, or that its workers did not survive.</summary>
public enum DeadLetterPolicy
{
    /// <summary>It is kept like any other ended task, until it is pruned.</summary>
    None,

    /// <summary>It also enters the dead letters, in the step that ends it, and is kept with its history until it is resubmitted or removed.</summary>
    Save,
}
