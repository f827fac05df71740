namespace Jobbers.Storage;

/// <summary>The store answers; here is its clock, and what its owner should mend.</summary>
/// <param name="StoreTime">The store's now.</param>
/// <param name="Warnings">Full sentences, as on missing persistence.</param>
internal sealed record StoreHealth(DateTimeOffset StoreTime, IReadOnlyList<string> Warnings);
