using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Reads that take more than one step, while queues and tasks come and go between these.</summary>
public abstract class ChurnConformance : StoreConformance
{
    [Fact]
    public async Task Queues_that_are_deleted_and_made_anew_between_two_reads_are_missed_by_none()
    {
        await EnsureQueuesAsync("steady", "unsteady");
        var kept = await AcceptAsync(NewTask.In("steady"), NewTask.In("unsteady"));
        await Submission.CancelAsync(kept, Ct);
        using var enough = new CancellationTokenSource();
        var changing = DeleteAndMakeAsync("unsteady", enough.Token);

        for (var read = 0; read < 300; read++)
        {
            var counts = (await Queries.CountAsync(Ct)).Where(count => count.Queue != "default").ToList();
            Assert.Equal(["steady", "unsteady"], counts.Select(count => count.Queue));
            Assert.All(counts, count => Assert.Equal(1, count.ByStatus[JobStatus.Cancelled]));
            var page = await Queries.ListAsync(new ListQuery { Status = JobStatus.Cancelled }, Ct);
            Assert.Equal(kept.Order(), page.Tasks.Select(task => task.Id).Order());
            var routing = await Routing.GetSnapshotAsync(Ct);
            Assert.Equal(["default", "steady"], routing.Queues.Select(queue => queue.Name).Where(name => name != "unsteady"));
        }

        await enough.CancelAsync();
        await changing;
    }

    [Fact]
    public async Task What_comes_and_is_forgotten_while_a_page_is_made_hides_and_repeats_no_other()
    {
        // Few are left of many, so that a page is gathered from many places of the index.
        var all = new List<Ulid>();
        for (var batch = 0; batch < 8; batch++)
            all.AddRange(await AcceptAsync(NewTask.Many(500)));
        var kept = all.Where((_, i) => i % 125 == 0).ToList();
        foreach (var some in all.Except(kept).Chunk(500))
            await Submission.CancelAsync(some, Ct);
        await ForgetAsync();
        using var enough = new CancellationTokenSource();
        var changing = SubmitAndForgetAsync(enough.Token);

        for (var read = 0; read < 50; read++)
        {
            var listed = (await Queries.ListAsync(new ListQuery { Limit = 1_000 }, Ct)).Tasks.Select(task => task.Id).ToList();
            Assert.Equal(kept.OrderDescending(), listed.Where(id => id.CompareTo(kept[^1]) <= 0));
            Assert.Equal(listed.Count, listed.Distinct().Count());
        }

        await enough.CancelAsync();
        await changing;
    }

    private async Task DeleteAndMakeAsync(string queue, CancellationToken until)
    {
        await using var second = await Harness.OpenSecondAsync();
        while (!until.IsCancellationRequested)
        {
            await second.Routing.DeleteQueueAsync(queue, force: true, Ct);
            await second.Routing.EnsureQueuesAsync([queue], Ct);
        }
    }

    private async Task SubmitAndForgetAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            var ids = await AcceptAsync(NewTask.Many(400));
            await Submission.CancelAsync(ids, Ct);
            await ForgetAsync();
        }
    }

    private async Task ForgetAsync()
    {
        await AdvanceAsync(10);
        while ((await Upkeep.PruneAsync(new PruneRules(TimeSpan.FromSeconds(5), null, null), 500, Ct)).More)
        {
            // On to the next step.
        }
    }
}
