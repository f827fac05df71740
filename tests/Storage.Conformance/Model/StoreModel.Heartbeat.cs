using Jobbers.Storage;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes a heartbeat: what stands is renewed, everything else is lost.</summary>
    public void Heartbeat(ModelWorker worker, IReadOnlyList<ClaimKey> claims, bool beats, HeartbeatAnswer answer)
    {
        worker.Reported(Now);
        var standing = claims.Where(Stands).ToList();
        RequireSameSet(claims.Except(standing), answer.Lost, "lost claims of a heartbeat");
        RequireSameSet(
            standing.Where(claim => tasks[claim.Id].Attempt!.CancelRequested), answer.CancelRequested, "cancel requests of a heartbeat");
        foreach (var claim in standing)
        {
            tasks[claim.Id].Attempt!.Renew(Now);
            if (beats)
                tasks[claim.Id].Attempt!.Beat(Now);
        }
    }

    private static void RequireSameSet(IEnumerable<ClaimKey> expected, IReadOnlyList<ClaimKey> actual, string what)
    {
        var allowed = expected.ToHashSet();
        Require(allowed.SetEquals(actual), $"{what}: the model says {Text(allowed)}, the store {Text(actual)}");
    }
}
