namespace Jobbers.Storage;

/// <summary>What one call did for the deletion of a queue.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Cancelled">Waiting tasks that it cancelled, at most 500.</param>
internal readonly record struct DeletionStep(QueueDeletion State, IReadOnlyList<Ulid> Cancelled)
{
    public DeletionStep(QueueDeletion state)
        : this(state, [])
    {
    }
}
