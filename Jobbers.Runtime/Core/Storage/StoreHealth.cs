namespace Jobbers.Storage;

/// <summary>The store answers; here is its clock, and what its owner should mend.</summary>
/// <param name="StoreTime">The store's now.</param>
/// <param name="DurabilityWarnings">Full sentences on what may lose tasks, as missing persistence; where durability is required they are a refusal.</param>
/// <param name="OtherWarnings">Full sentences on anything else, as a clock that is ahead.</param>
internal sealed record StoreHealth(DateTimeOffset StoreTime, IReadOnlyList<string> DurabilityWarnings, IReadOnlyList<string> OtherWarnings)
{
    /// <summary>All of them, the worse first.</summary>
    public IReadOnlyList<string> Warnings => [.. DurabilityWarnings, .. OtherWarnings];
}
