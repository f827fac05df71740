using Jobbers.Storage;

namespace Storage.Conformance.Model;

/// <summary>A claim or settle as it was asked and answered.</summary>
internal sealed record ModelCall(
    ClaimRequest? Request, Outcome[] Outcomes, IReadOnlyList<SettleAnswer> Settled, IReadOnlyList<ClaimedTask> Claims);
