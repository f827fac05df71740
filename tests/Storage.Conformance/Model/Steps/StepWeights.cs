namespace Storage.Conformance.Model.Steps;

/// <summary>How often each verb comes in a sequence of a theme, relative to the others.</summary>
internal sealed record StepWeights
{
    public int Submit { get; init; } = 16;

    public int Claim { get; init; } = 18;

    public int Settle { get; init; } = 14;

    public int Repeat { get; init; } = 6;

    public int Heartbeat { get; init; } = 6;

    public int Cancel { get; init; } = 6;

    public int Resubmit { get; init; } = 6;

    public int RemoveDeadLetters { get; init; } = 1;

    public int Promote { get; init; } = 5;

    public int Rescue { get; init; } = 8;

    public int StallSilent { get; init; } = 2;

    public int Prune { get; init; } = 3;

    public int Advance { get; init; } = 12;

    public int AdvanceDay { get; init; } = 1;

    public int Configure { get; init; } = 4;

    public int Pause { get; init; } = 2;

    public static StepWeights Of(Theme theme) => theme switch
    {
        Theme.Leases => new()
        {
            Submit = 10,
            Claim = 24,
            Settle = 18,
            Rescue = 16,
            Advance = 18,
            Heartbeat = 8,
            StallSilent = 4,
            Cancel = 3,
            Resubmit = 2,
            Prune = 0,
            AdvanceDay = 0,
            Configure = 0,
            Pause = 0,
        },
        Theme.Limits => new()
        {
            Submit = 18,
            Claim = 30,
            Settle = 12,
            Advance = 22,
            Configure = 5,
            Pause = 3,
            Promote = 3,
            Rescue = 3,
            Heartbeat = 0,
            StallSilent = 0,
            RemoveDeadLetters = 0,
            AdvanceDay = 0,
            Cancel = 1,
            Resubmit = 2,
        },
        Theme.Keys => new()
        {
            Submit = 26,
            Claim = 14,
            Settle = 14,
            Cancel = 8,
            Resubmit = 10,
            Prune = 6,
            Advance = 8,
            AdvanceDay = 3,
            Promote = 3,
            Rescue = 4,
            Heartbeat = 0,
            StallSilent = 0,
            Configure = 1,
            Pause = 0,
        },
        _ => new(),
    };
}
