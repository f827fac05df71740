namespace Drills.History;

/// <summary>What a drill came to. All of the lists must be empty for a store that keeps its word.</summary>
internal sealed record HistoryVerdict
{
    /// <summary>Acknowledged submits.</summary>
    public required int Submitted { get; init; }

    /// <summary>Attempts whose code began, as the journal says; for tasks that keep none, as the store says.</summary>
    public required int Run { get; init; }

    /// <summary>Acknowledged, but unknown to the store, or not ended, or completed though no code ended under the token that completed it.</summary>
    public required IReadOnlyList<Ulid> Lost { get; init; }

    /// <summary>Two outcomes of one task, or of one token, were taken, or one claim ran twice.</summary>
    public required IReadOnlyList<Ulid> AcceptedTwice { get; init; }

    /// <summary>Two attempts that were both accepted ran at the same time.</summary>
    public required IReadOnlyList<Ulid> OverlappingAccepted { get; init; }

    /// <summary>Code began, or ended by itself, after the store said cancelled.</summary>
    public required IReadOnlyList<Ulid> RanAfterCancelled { get; init; }

    /// <summary>From each interruption to the next start of each task it interrupted, sorted.</summary>
    public required IReadOnlyList<TimeSpan> Recoveries { get; init; }

    public bool KeepsItsWord => Lost.Count + AcceptedTwice.Count + OverlappingAccepted.Count + RanAfterCancelled.Count == 0;

    public double RecoveryMedian => Recoveries.Count == 0 ? 0 : Recoveries[Recoveries.Count / 2].TotalSeconds;

    public double RecoveryMax => Recoveries.Count == 0 ? 0 : Recoveries[^1].TotalSeconds;
}
