using Drills.Processes;
using Jobbers.Lifecycle;
using Jobbers.Redis.Tests.Server;

namespace Drills.Long;

/// <summary>The manager dies while clients submit: what it answered is stored.</summary>
public sealed class KilledManagerDrill
{
    private const int Kills = 8;

    [LongDrill]
    public async Task What_a_manager_acknowledged_before_it_was_killed_is_run()
    {
        await using var drill = await Drill.OnRedisAsync();
        using var client = new ManagerClient(drill);
        drill.StartWorker(50);
        for (var kill = 0; kill < Kills; kill++)
        {
            var url = new Uri($"http://127.0.0.1:{FreePort.Find()}");
            var manager = drill.Start("manager", "--urls", url.ToString().TrimEnd('/'));
            var acknowledged = 0;
            using var dead = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SubmitAsync(client, url, () => Interlocked.Increment(ref acknowledged), dead.Token)));
            var wanted = Random.Shared.Next(50, 200);
            await Drill.UntilAsync(() => Task.FromResult(Volatile.Read(ref acknowledged) >= wanted), TimeSpan.FromSeconds(20), drill.Outputs);
            manager.Kill();
            await dead.CancelAsync();
            await load;
        }

        await drill.UntilEndedAsync(TimeSpan.FromSeconds(60));
        Assert.All(await drill.ReportAsync("redis: manager killed 8 times during submits"), task => Assert.Equal(JobStatus.Completed, task.Record!.Status));
    }

    private static async Task SubmitAsync(ManagerClient client, Uri url, Action acknowledged, CancellationToken dead)
    {
        while (!dead.IsCancellationRequested)
        {
            if (await client.TrySubmitAsync(url, 0.01))
                acknowledged();
            else
                await Task.Delay(20, CancellationToken.None);
        }
    }
}
