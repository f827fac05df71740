namespace Jobbers.Storage;

/// <summary>Answers of a fused call: one per outcome, in order, and the claim's.</summary>
internal sealed record SettleAndClaimAnswer(IReadOnlyList<SettleAnswer> Settled, ClaimAnswer Claimed);
