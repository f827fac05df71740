using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Reading tasks, counts and waiting states. Listings are in <see cref="ListingConformance"/>.</summary>
public abstract class QueriesConformance : StoreConformance
{
    [Fact]
    public async Task Tasks_are_read_in_the_order_asked_for_with_null_where_none_is_stored()
    {
        var ids = await AcceptAsync(NewTask.Many(3));
        var unknown = SequentialIds.Next();
        var tasks = await Queries.GetAsync([ids[2], unknown, ids[0], ids[2]], Ct);
        Assert.Equal([ids[2], null, ids[0], ids[2]], tasks.Select(task => task?.Id));
        Assert.Empty(await Queries.GetAsync([], Ct));
    }

    [Fact]
    public async Task Statuses_are_read_in_the_order_asked_for_with_null_where_none_is_stored()
    {
        var ids = await AcceptAsync(NewTask.In(), NewTask.In(), NewTask.In() with { Delay = TimeSpan.FromMinutes(1) });
        await StartWorker().ClaimOneAsync();
        JobStatus?[] expected = [JobStatus.Scheduled, null, JobStatus.Started, JobStatus.Submitted];
        Assert.Equal(expected, await Queries.GetStatusesAsync([ids[2], SequentialIds.Next(), ids[0], ids[1]], Ct));
    }

    [Fact]
    public async Task Counts_tell_every_queue_by_name_and_the_size_of_each_status()
    {
        await EnsureQueuesAsync("b", "a");
        await AcceptAsync([.. NewTask.Many(7, "b"), NewTask.In("b") with { Delay = TimeSpan.FromMinutes(1) }]);
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(6, "b")).Claims;
        await worker.SettleAsync(
            Outcomes.Completed(claims[0]), Outcomes.Failed(claims[1]), Outcomes.Stalled(claims[2]),
            Outcomes.Dropped(claims[3]), Outcomes.Cancelled(claims[4]));

        var counts = await Queries.CountAsync(Ct);
        Assert.Equal(["a", "b", "default"], counts.Select(count => count.Queue));
        Assert.All(JobStatusNames.Terminal, status => Assert.Equal(1, counts[1].ByStatus.GetValueOrDefault(status)));
        Assert.Equal(1, counts[1].ByStatus.GetValueOrDefault(JobStatus.Submitted));
        Assert.Equal(1, counts[1].ByStatus.GetValueOrDefault(JobStatus.Started));
        Assert.Equal(1, counts[1].ByStatus.GetValueOrDefault(JobStatus.Scheduled));
        Assert.All(counts[0].ByStatus, status => Assert.Equal(0, status.Value));
    }

    [Fact]
    public async Task Counts_tell_a_deleted_queue_as_such_while_it_has_ended_tasks()
    {
        await EnsureQueuesAsync("gone", "empty");
        await AcceptAsync(NewTask.In("gone") with { SavesDeadLetter = true }, NewTask.In("gone"));
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Failed(await worker.ClaimOneAsync("gone")), Outcomes.Completed(await worker.ClaimOneAsync("gone")));
        await Routing.DeleteQueueAsync("gone", force: false, Ct);
        await Routing.DeleteQueueAsync("empty", force: false, Ct);

        var counts = await Queries.CountAsync(Ct);
        Assert.Equal([("default", false), ("gone", true)], counts.Select(count => (count.Queue, count.IsDeleted)));
        Assert.Equal((1, 1, 1), (counts[1].ByStatus[JobStatus.Failed], counts[1].ByStatus[JobStatus.Completed], counts[1].DeadLetters));
        Assert.Null(counts[1].OldestWaiting);

        // Made anew, it has its old tasks again; forgotten, they leave nothing.
        await EnsureQueuesAsync("gone");
        Assert.False((await Queries.CountAsync(Ct))[1].IsDeleted);
        Assert.Equal(1, await CountAsync("gone", JobStatus.Completed));
        await Routing.DeleteQueueAsync("gone", force: false, Ct);
        await AdvanceAsync(60);
        await Upkeep.PruneAsync(new PruneRules(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), null), 100, Ct);
        Assert.Equal(["default"], (await Queries.CountAsync(Ct)).Select(count => count.Queue));
    }

    [Fact]
    public async Task Counts_tell_the_dead_letters_and_how_long_the_next_task_has_waited()
    {
        await AcceptAsync(NewTask.In() with { SavesDeadLetter = true });
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Failed(await worker.ClaimOneAsync()));
        Assert.Null((await DefaultCountsAsync()).OldestWaiting);

        await AcceptAsync(NewTask.In());
        await AdvanceAsync(30);
        await AcceptAsync(NewTask.In());
        var counts = await DefaultCountsAsync();
        Assert.Equal(1, counts.DeadLetters);
        Assert.InRange(counts.OldestWaiting!.Value.TotalSeconds, 29.9, 32);
    }

    [Fact]
    public async Task Ends_within_some_time_are_counted_by_queue_and_status_dead_letters_among_them()
    {
        await EnsureQueuesAsync("a");
        await AcceptAsync([.. NewTask.Many(4), NewTask.In() with { SavesDeadLetter = true }, NewTask.In("a")]);
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(6, RoutingNames.Default)).Claims;
        await worker.SettleAsync(Outcomes.Completed(claims[0]));
        await AdvanceAsync(60);
        var from = await NowAsync();
        await worker.SettleAsync(
            Outcomes.Completed(claims[1]), Outcomes.Completed(claims[2]), Outcomes.Cancelled(claims[3]), Outcomes.Failed(claims[4]),
            Outcomes.Dropped(await worker.ClaimOneAsync("a")));
        await AdvanceAsync(60);

        EndCount[] expected =
        [
            new("a", JobStatus.Dropped, 1), new("default", JobStatus.Cancelled, 1), new("default", JobStatus.Completed, 2), new("default", JobStatus.Failed, 1),
        ];
        Assert.Equal(expected, await EndsAsync(from, from.AddSeconds(30)));
        Assert.Empty(await EndsAsync(from.AddSeconds(30), from.AddSeconds(300)));
        Assert.Equal([new EndCount("default", JobStatus.Completed, 1)], await EndsAsync(from.AddSeconds(-90), from));
    }

    [Fact]
    public async Task The_waiting_state_tells_how_many_tasks_run_before()
    {
        var ids = await AcceptAsync([.. NewTask.Many(4), NewTask.In() with { Priority = 9 }]);
        var worker = StartWorker();
        await worker.ClaimOneAsync();

        Assert.Equal(new WaitingState(0, 1, null), await Queries.GetWaitingStateAsync(ids[0], Ct));
        Assert.Equal(new WaitingState(3, 1, null), await Queries.GetWaitingStateAsync(ids[3], Ct));
    }

    [Fact]
    public async Task The_waiting_state_tells_when_a_full_rate_window_has_room()
    {
        await PutQueueAsync(new QueueConfig { Name = "paced", Rate = new RateLimit(2, 60, RatePeriod.Second) });
        var ids = await AcceptAsync(NewTask.Many(3, "paced"));
        var worker = StartWorker();
        await worker.ClaimOneAsync("paced");
        await AdvanceAsync(20);
        Assert.Null((await Queries.GetWaitingStateAsync(ids[2], Ct))!.Value.RateFullFor);

        await worker.ClaimOneAsync("paced");
        await AdvanceAsync(10);
        AssertNear((await Queries.GetWaitingStateAsync(ids[2], Ct))!.Value.RateFullFor, 30);
    }

    [Fact]
    public async Task Only_a_submitted_task_has_a_waiting_state()
    {
        var ids = await AcceptAsync(NewTask.In(), NewTask.In() with { Delay = TimeSpan.FromMinutes(1) });
        await StartWorker().ClaimOneAsync();
        Assert.Null(await Queries.GetWaitingStateAsync(ids[0], Ct));
        Assert.Null(await Queries.GetWaitingStateAsync(ids[1], Ct));
        Assert.Null(await Queries.GetWaitingStateAsync(SequentialIds.Next(), Ct));
    }

    [Fact]
    public async Task Waiting_tasks_are_found_by_the_time_of_their_submit_oldest_first()
    {
        var start = await NowAsync();
        var old = Assert.Single(await AcceptAsync(NewTask.In()));
        await AdvanceAsync(20);
        var middle = await AcceptAsync(NewTask.In(), NewTask.In() with { Priority = 9 });
        await AcceptAsync(NewTask.In() with { Delay = TimeSpan.FromHours(1) });
        await AdvanceAsync(20);
        var young = Assert.Single(await AcceptAsync(NewTask.In()));

        Assert.Equal([old, .. middle, young], await Upkeep.FindWaitingAsync(null, null, 10, Ct));
        Assert.Equal([old, middle[0]], await Upkeep.FindWaitingAsync(null, null, 2, Ct));
        Assert.Equal([.. middle, young], await Upkeep.FindWaitingAsync(start.AddSeconds(10), null, 10, Ct));
        Assert.Equal([old, .. middle], await Upkeep.FindWaitingAsync(null, start.AddSeconds(30), 10, Ct));
        Assert.Equal(middle, await Upkeep.FindWaitingAsync(start.AddSeconds(10), start.AddSeconds(30), 10, Ct));
    }

    private async ValueTask<IEnumerable<EndCount>> EndsAsync(DateTimeOffset from, DateTimeOffset to) =>
        (await Queries.CountEndsAsync(from, to, Ct)).OrderBy(end => end.Queue).ThenBy(end => end.Status.ToWire(), StringComparer.Ordinal);

    private async ValueTask<QueueCounts> DefaultCountsAsync() =>
        Assert.Single(await Queries.CountAsync(Ct), counts => counts.Queue == RoutingNames.Default);
}
