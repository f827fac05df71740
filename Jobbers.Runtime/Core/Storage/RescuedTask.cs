using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>One task taken from a lapsed lease.</summary>
/// <param name="Claim">The lapsed claim.</param>
/// <param name="Name">The handler's name.</param>
/// <param name="Version">The handler's version.</param>
/// <param name="Worker">Who held it.</param>
/// <param name="Status">Where it stands now: submitted, cancelled or stalled.</param>
/// <param name="CrashCounted">Whether its worker had died too and it was blamed.</param>
/// <param name="DeadLettered">Whether it entered the dead letters.</param>
internal sealed record RescuedTask(
    ClaimKey Claim, string Name, int Version, string Worker, JobStatus Status, bool CrashCounted, bool DeadLettered);
