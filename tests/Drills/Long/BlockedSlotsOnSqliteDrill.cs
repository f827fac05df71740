namespace Drills.Long;

/// <summary>The same in one process on one file.</summary>
public sealed class BlockedSlotsOnSqliteDrill
{
    [LongDrill]
    public async Task On_SQLite_no_lease_is_lost()
    {
        await using var drill = await Drill.OnSqliteAsync();
        drill.StartDev(out _, slots: 16);
        await BlockedSlotsDrill.BlockAsync(drill, "sqlite: 16 of 16 slots blocked for 40 s");
    }
}
