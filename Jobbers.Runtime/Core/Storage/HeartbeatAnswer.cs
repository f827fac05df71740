namespace Jobbers.Storage;

/// <summary>What a worker learns in return.</summary>
/// <param name="Lost">Claims that are no longer its own: their code must stop, their outcome would be rejected.</param>
/// <param name="CancelRequested">Claims whose cancel was asked for.</param>
/// <param name="RoutingVersion">Reload the routing when it differs from the one known.</param>
/// <param name="StoreTime">The store's clock, for the health guard of rescue.</param>
internal sealed record HeartbeatAnswer(
    IReadOnlyList<ClaimKey> Lost, IReadOnlyList<ClaimKey> CancelRequested, long RoutingVersion, DateTimeOffset StoreTime);
