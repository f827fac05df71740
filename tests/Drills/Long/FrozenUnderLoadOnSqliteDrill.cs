namespace Drills.Long;

/// <summary>The same on one SQLite file, which the frozen process may be holding.</summary>
public sealed class FrozenUnderLoadOnSqliteDrill
{
    [LongDrill]
    public async Task On_SQLite_nothing_is_lost_and_nothing_accepted_twice()
    {
        await using var drill = await Drill.OnSqliteAsync();
        var frozen = drill.StartWorker(20);
        drill.StartDev(out _, slots: 20);
        await FrozenUnderLoadDrill.FreezeAsync(drill, frozen, "sqlite: the worker beside dev frozen under load");
    }
}
