namespace Drills.Short;

/// <summary>The same on one SQLite file that two processes share.</summary>
public sealed class FrozenWorkerOnSqliteDrill
{
    [Fact]
    public async Task On_SQLite_the_outcome_of_a_worker_that_was_frozen_beyond_its_lease_is_rejected()
    {
        await using var drill = await Drill.OnSqliteAsync();
        var frozen = drill.StartWorker();
        await FrozenWorkerDrill.FreezeAsync(drill, frozen, () => drill.StartDev(out _), "sqlite: the worker beside dev frozen for 40 s");
    }
}
