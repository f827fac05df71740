using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Builds outcomes of claims.</summary>
internal static class Outcomes
{
    public static readonly AttemptFailure Failure = AttemptFailure.From("MailException", "mailbox is full", "at Mail.Send()");

    public static Outcome Completed(ClaimedTask claim, string? result = null) =>
        Build(claim, OutcomeKind.Completed, result: result is null ? (ReadOnlyMemory<byte>?)null : NewTask.Json(result));

    public static Outcome Retry(ClaimedTask claim, TimeSpan? delay = null) => Build(claim, OutcomeKind.Retry, delay, failure: Failure);

    public static Outcome Failed(ClaimedTask claim) => Build(claim, OutcomeKind.Failed, failure: Failure);

    public static Outcome Cancelled(ClaimedTask claim) => Build(claim, OutcomeKind.Cancelled);

    public static Outcome Requeued(ClaimedTask claim) => Build(claim, OutcomeKind.Requeued);

    public static Outcome GivenBack(ClaimedTask claim) => Build(claim, OutcomeKind.GivenBack);

    public static Outcome Deferred(ClaimedTask claim) => Build(claim, OutcomeKind.Deferred, LeaseTimes.UnknownTaskDelay);

    public static Outcome Stalled(ClaimedTask claim) => Build(claim, OutcomeKind.Stalled);

    public static Outcome Dropped(ClaimedTask claim) => Build(claim, OutcomeKind.Dropped);

    /// <summary>The usual outcome of a kind, with what that kind carries.</summary>
    public static Outcome Of(ClaimedTask claim, OutcomeKind kind) => kind switch
    {
        OutcomeKind.Retry => Retry(claim),
        OutcomeKind.Failed => Failed(claim),
        OutcomeKind.Deferred => Deferred(claim),
        _ => Build(claim, kind),
    };

    private static Outcome Build(
        ClaimedTask claim, OutcomeKind kind, TimeSpan? delay = null, ReadOnlyMemory<byte>? result = null, AttemptFailure? failure = null) => new()
        {
            Claim = claim.Key,
            Kind = kind,
            StartedAt = claim.StartedAt,
            Delay = delay,
            Result = result,
            Failure = failure,
        };
}
