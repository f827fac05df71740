namespace Drills.Long;

/// <summary>Workers beside dev on one file die at random times, also in the middle of a write.</summary>
public sealed class KilledWorkersOnSqliteDrill
{
    [LongDrill]
    public async Task Nothing_is_lost_when_workers_on_a_file_are_killed_20_times()
    {
        await using var drill = await Drill.OnSqliteAsync();
        drill.StartDev(out _);
        await Short.KilledWorkersDrill.KillAsync(drill, kills: 20, tasks: 1000, "sqlite: workers beside dev killed 20 times");
    }
}
