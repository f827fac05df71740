using Drills.Processes;

namespace Drills.Short;

/// <summary>The one process of an embedded store dies three times under load.</summary>
public sealed class KilledDevDrill
{
    private const int Kills = 3;
    private const int BetweenKills = 60;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_dev_is_killed_three_times_under_load()
    {
        await using var drill = await Drill.OnSqliteAsync();
        using var client = new ManagerClient(drill);
        var dev = drill.StartDev(out var url, slots: 10);
        var killed = new List<HostProcess>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await SubmitUnderwayAsync(client, url, () => dev.Kill());
            killed.Add(dev);
            dev = drill.StartDev(out url, slots: 10);
            await client.UntilReadyAsync(url);
        }

        // Who is killed before it may rescue recovers nothing: recovery counts from when the last one serves, however long the machine took until then.
        killed.ForEach(drill.Interrupted);
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(180));
        var tasks = await drill.ReportAsync("sqlite: dev killed 3 times under load", recoversWithin: TimeSpan.FromSeconds(40));
        Assert.All(tasks, task => Assert.Equal(Jobbers.Lifecycle.JobStatus.Completed, task.Record!.Status));
    }

    /// <summary>Submits from two sides; the process dies while both go on, until they notice.</summary>
    private static async Task SubmitUnderwayAsync(ManagerClient client, Uri url, Action kill)
    {
        var acknowledged = 0;
        async Task SubmitAsync()
        {
            while (acknowledged < BetweenKills)
            {
                if (await client.TrySubmitAsync(url, 0.3))
                    Interlocked.Increment(ref acknowledged);
                await Task.Delay(25);
            }
        }

        await Task.WhenAll(SubmitAsync(), SubmitAsync());
        var last = client.TrySubmitAsync(url, 0.3);
        kill();
        await last;
    }
}
