namespace Jobbers.Storage;

/// <summary>What a claim brought.</summary>
internal sealed class ClaimAnswer
{
    public required IReadOnlyList<ClaimedTask> Claims { get; init; }

    /// <summary>Time until a claim could bring more without a doorbell: the next rate slot. Null when only a doorbell helps.</summary>
    public TimeSpan? NextAfter { get; init; }

    /// <summary>More tasks wait in the queues asked for than were claimed, and no limit holds them: claim again as soon as there is room.</summary>
    public bool MoreWaiting { get; init; }

    public static ClaimAnswer Empty { get; } = new() { Claims = [] };
}
