using Jobbers.Lifecycle;
using Jobbers.Routing;

namespace Drills.Long;

/// <summary>A queue at its cap beside an empty one: what comes into the empty one does not wait for the other.</summary>
public sealed class CappedQueueDrill
{
    private const int Cap = 2;

    [LongDrill]
    public async Task A_full_queue_holds_nobody_up_and_never_exceeds_its_cap()
    {
        await using var drill = await Drill.OnRedisAsync();
        await drill.Store.Routing.PutQueueAsync(new QueueConfig { Name = "capped", MaxConcurrentTotal = Cap }, mustBeNew: true, TestContext.Current.CancellationToken);
        await drill.Store.Routing.PutQueueAsync(new QueueConfig { Name = "free" }, mustBeNew: true, TestContext.Current.CancellationToken);
        drill.StartWorker();
        drill.StartWorker();
        var capped = new HashSet<Ulid>();
        for (var i = 0; i < 40; i++)
            capped.Add(await drill.SubmitAsync(Requests.Journal(0.5) with { Queue = "capped" }));
        await drill.UntilStartedAsync(Cap);
        var submits = new Dictionary<Ulid, DateTimeOffset>();
        for (var i = 0; i < 40; i++)
        {
            var at = Drill.Now;
            submits[await drill.SubmitAsync(Requests.Journal(0.05) with { Queue = "free" })] = at;
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(100));
        }

        await drill.UntilEndedAsync(TimeSpan.FromSeconds(40));
        Assert.All(await drill.ReportAsync("redis: a queue at its cap beside an empty one"), task => Assert.Equal(JobStatus.Completed, task.Record!.Status));
        var journal = drill.Journal.Read();
        Assert.All(submits, submit => Assert.True(
            journal.First(line => line.Id == submit.Key).At - submit.Value < TimeSpan.FromSeconds(1), "a task of the free queue waited"));
        Assert.Equal(Cap, MostAtOnce(journal.Where(line => capped.Contains(line.Id))));
    }

    private static int MostAtOnce(IEnumerable<History.JournalLine> lines)
    {
        var (running, most) = (0, 0);
        foreach (var line in lines.OrderBy(line => line.At).ThenByDescending(line => line.IsEnd))
            most = Math.Max(most, running += line.IsEnd ? -1 : 1);
        return most;
    }
}
