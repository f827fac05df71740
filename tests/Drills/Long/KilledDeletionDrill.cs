using Drills.Processes;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Drills.Long;

/// <summary>Managers die in the middle of the forced deletion of a queue: the next one ends it, and no task of it runs or is lost.</summary>
public sealed class KilledDeletionDrill
{
    private const int Waiting = 20_000;
    private const int Kills = 6;
    private const string Queue = "doomed";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [LongDrill]
    public async Task A_deletion_on_redis_is_ended_by_the_next_manager()
    {
        await using var drill = await Drill.OnRedisAsync();
        await DeleteAsync(drill);
    }

    [LongDrill]
    public async Task A_deletion_on_a_file_is_ended_by_the_next_manager()
    {
        await using var drill = await Drill.OnSqliteAsync();
        await DeleteAsync(drill);
    }

    private static async Task DeleteAsync(Drill drill)
    {
        await drill.Store.Routing.PutQueueAsync(new QueueConfig { Name = Queue, Paused = true }, mustBeNew: false, Ct);
        for (var i = 0; i < Waiting; i += 500)
            await drill.Store.Submission.SubmitAsync([.. Enumerable.Range(0, 500).Select(n => Request(n))], Ct);
        // Marked, and 500 cancelled; the managers go on from there.
        Assert.Equal(QueueDeletion.InProgress, (await drill.Store.Routing.DeleteQueueAsync(Queue, force: true, Ct)).State);
        for (var kill = 0; kill < Kills; kill++)
        {
            var manager = Start(drill);
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(100, 1_000)));
            manager.Kill();
        }

        Start(drill);
        await Drill.UntilAsync(
            async () => (await drill.Store.Routing.GetSnapshotAsync(Ct)).Queues.All(queue => queue.Name != Queue), TimeSpan.FromSeconds(60), drill.Outputs);
        var counts = Assert.Single(await drill.Store.Queries.CountAsync(Ct), counts => counts.Queue == Queue);
        Assert.True(counts.IsDeleted);
        Assert.Equal(Waiting, Assert.Single(counts.ByStatus).Value);
    }

    private static SubmitRequest Request(int number) =>
        Requests.Of("noop") with { Queue = Queue, Delay = number % 2 == 0 ? TimeSpan.FromHours(1) : null };

    private static HostProcess Start(Drill drill) => drill.Start("manager", "--urls", $"http://127.0.0.1:{Jobbers.Redis.Tests.Server.FreePort.Find()}");
}
