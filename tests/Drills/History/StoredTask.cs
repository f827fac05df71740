using Jobbers.Lifecycle;

namespace Drills.History;

/// <summary>What the store says of an acknowledged task in the end.</summary>
/// <param name="Id">As acknowledged.</param>
/// <param name="Record">Null when the store does not know it.</param>
/// <param name="Attempts">Its history.</param>
internal sealed record StoredTask(Ulid Id, TaskRecord? Record, IReadOnlyList<AttemptRecord> Attempts)
{
    /// <summary>Attempts whose own outcome the store took; a lost worker's attempt has none.</summary>
    public IEnumerable<AttemptRecord> Accepted => Attempts.Where(attempt => attempt.Outcome != OutcomeNames.WorkerLost);
}
