using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>How one attempt ended, to be written under its token.</summary>
internal sealed class Outcome
{
    public required ClaimKey Claim { get; init; }

    public required OutcomeKind Kind { get; init; }

    /// <summary>When the claim was made, as the claim's answer said; for the history.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>For a retry: null puts the task back at once. For a deferral: always set.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>UTF-8 JSON, for a completion with a result that is kept.</summary>
    public ReadOnlyMemory<byte>? Result { get; init; }

    public AttemptFailure? Failure { get; init; }

    /// <summary>The last progress and message, when they changed after the last heartbeat call.</summary>
    public double? Progress { get; init; }

    public string? Message { get; init; }
}
