namespace Drills.Long;

/// <summary>The same on one SQLite file, beside dev.</summary>
public sealed class RandomCancelsOnSqliteDrill
{
    [LongDrill]
    public async Task On_SQLite_nothing_runs_after_it_was_cancelled()
    {
        await using var drill = await Drill.OnSqliteAsync();
        drill.StartDev(out _, slots: 20);
        await RandomCancelsDrill.CancelAsync(drill, "sqlite: 600 cancels at random times");
    }
}
