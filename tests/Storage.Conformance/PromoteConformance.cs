using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Queueing scheduled tasks that are due.</summary>
public abstract class PromoteConformance : StoreConformance
{
    [Fact]
    public async Task A_due_task_is_queued()
    {
        var id = await ScheduleAsync(10);
        await AdvanceAsync(15);
        var answer = await PromoteAsync();

        Assert.Equal(1, answer.Promoted);
        Assert.Null(answer.NextDue);
        Assert.InRange(answer.MaxLateness.TotalSeconds, 4.9, 7);
        Assert.Equal(JobStatus.Submitted, await StatusAsync(id));
        Assert.Equal(id, (await StartWorker().ClaimOneAsync()).Id);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Scheduled));
    }

    [Fact]
    public async Task A_task_that_is_not_due_stays_and_the_answer_says_for_how_long()
    {
        var id = await ScheduleAsync(60);
        await ScheduleAsync(90);
        await AdvanceAsync(10);
        var answer = await PromoteAsync();

        Assert.Equal(0, answer.Promoted);
        AssertNear(answer.NextDue, 50);
        Assert.Equal(JobStatus.Scheduled, await StatusAsync(id));
    }

    [Fact]
    public async Task Without_a_scheduled_task_there_is_no_next_one()
    {
        await AcceptAsync(NewTask.In());
        var answer = await PromoteAsync();
        Assert.Equal(0, answer.Promoted);
        Assert.Null(answer.NextDue);
        Assert.Equal(TimeSpan.Zero, answer.MaxLateness);
    }

    [Fact]
    public async Task A_pass_is_bounded_takes_the_earliest_first_and_says_when_more_is_due()
    {
        var late = await ScheduleAsync(30);
        var early = await ScheduleAsync(10);
        var middle = await ScheduleAsync(20);
        await AdvanceAsync(40);

        var first = await PromoteAsync(2);
        Assert.Equal((2, TimeSpan.Zero), (first.Promoted, first.NextDue));
        Assert.Equal(JobStatus.Submitted, await StatusAsync(early));
        Assert.Equal(JobStatus.Submitted, await StatusAsync(middle));
        Assert.Equal(JobStatus.Scheduled, await StatusAsync(late));
        Assert.Equal(1, (await PromoteAsync(2)).Promoted);
    }

    [Fact]
    public async Task Only_the_queues_asked_for_are_looked_at()
    {
        await EnsureQueuesAsync("a", "b");
        var inA = await ScheduleAsync(10, "a");
        var inB = await ScheduleAsync(10, "b");
        await AdvanceAsync(20);

        var answer = await Upkeep.PromoteAsync(["b"], 500, Ct);
        Assert.Equal(1, answer.Promoted);
        Assert.Null(answer.NextDue);
        Assert.Equal(JobStatus.Scheduled, await StatusAsync(inA));
        Assert.Equal(JobStatus.Submitted, await StatusAsync(inB));
        Assert.Equal(1, (await PromoteAsync()).Promoted);
    }

    [Fact]
    public async Task Two_schedulers_at_once_promote_each_task_once()
    {
        await AcceptAsync([.. NewTask.Many(100).Select(request => request with { Delay = TimeSpan.FromSeconds(5) })]);
        await AdvanceAsync(10);
        await using var second = await Harness.OpenSecondAsync();

        var both = await Task.WhenAll(PromoteAsync().AsTask(), second.Upkeep.PromoteAsync(null, 500, Ct).AsTask());
        Assert.Equal(100, both.Sum(answer => answer.Promoted));
        Assert.Equal(100, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_promoted_task_runs_by_its_priority()
    {
        await AcceptAsync(NewTask.In());
        var urgent = Assert.Single(await AcceptAsync(NewTask.In() with { Delay = TimeSpan.FromSeconds(5), Priority = 9 }));
        await AdvanceAsync(10);
        await PromoteAsync();
        Assert.Equal(urgent, (await StartWorker().ClaimOneAsync()).Id);
    }

    [Fact]
    public async Task A_paused_or_full_queue_does_not_keep_a_due_task_out()
    {
        await PutQueueAsync(new Jobbers.Routing.QueueConfig { Name = "narrow", MaxLength = 1, Paused = true });
        var id = await ScheduleAsync(10, "narrow");
        await AdvanceAsync(20);
        await AcceptAsync(NewTask.In("narrow"));

        Assert.Equal(1, (await PromoteAsync()).Promoted);
        Assert.Equal(JobStatus.Submitted, await StatusAsync(id));
    }

    [Fact]
    public async Task A_promoted_task_keeps_its_counted_retries_and_its_submit()
    {
        var submitted = await SubmitAsync(NewTask.In());
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync(), TimeSpan.FromSeconds(5)));
        await AdvanceAsync(10);
        await PromoteAsync();

        var task = await GetAsync(submitted.Id);
        Assert.Equal((JobStatus.Submitted, 1), (task.Status, task.RetryAttempt));
        AssertBetween(submitted.SubmittedAt, task.SubmittedAt, submitted.SubmittedAt);
    }

    [Fact]
    public async Task A_queue_that_is_being_deleted_is_left_to_its_deletion()
    {
        await EnsureQueuesAsync("a");
        // As many as one step of the deletion takes, before what is scheduled.
        await AcceptAsync(NewTask.Many(500, "a"));
        var scheduled = await ScheduleAsync(10, "a");
        Assert.Equal(QueueDeletion.InProgress, (await Routing.DeleteQueueAsync("a", force: true, Ct)).State);
        await AdvanceAsync(20);

        Assert.Equal(new PromoteAnswer(0, null, TimeSpan.Zero), await PromoteAsync());
        Assert.Equal(JobStatus.Scheduled, await StatusAsync(scheduled));
        // Only who cancels a task tells that it ended.
        Assert.Equal([scheduled], (await Routing.ContinueDeletionAsync("a", Ct)).Cancelled);
    }

    [Fact]
    public async Task Queues_that_are_due_without_end_keep_none_of_the_others_waiting()
    {
        var queues = Enumerable.Range(0, 70).Select(number => $"q{number:00}").ToArray();
        await EnsureQueuesAsync(queues);
        // What became due after more than fits into any pass of the others, in the last queue of the last window.
        var last = await ScheduleAsync(2, "q69");
        await AcceptAsync([.. queues.SkipLast(1).SelectMany(queue => DueSoon(queue, 3))]);
        await AdvanceAsync(10);

        for (var pass = 0; pass < 70; pass++)
        {
            // Each pass is as full as it may be, and as much becomes due again.
            var answer = await PromoteAsync(3);
            Assert.Equal((3, TimeSpan.Zero), (answer.Promoted, answer.NextDue));
            await AcceptAsync([.. DueSoon("q00", 3)]);
            await AdvanceAsync(2);
        }

        Assert.Equal(JobStatus.Submitted, await StatusAsync(last));
    }

    [Fact]
    public async Task A_full_pass_says_when_the_next_is_due_wherever_that_is()
    {
        var queues = Enumerable.Range(0, 70).Select(number => $"q{number:00}").ToArray();
        await EnsureQueuesAsync(queues);
        await ScheduleAsync(40, "q69");
        await ScheduleAsync(60, "q00");
        await AcceptAsync([.. DueSoon("q10", 2), .. DueSoon("q68", 2)]);
        await AdvanceAsync(10);

        AssertNear((await PromoteAsync(4)).NextDue, 30);
        await AcceptAsync([.. DueSoon("q10", 2)]);
        await AdvanceAsync(5);
        AssertNear((await PromoteAsync(2)).NextDue, 25);
        Assert.Equal((0, 2), ((await Upkeep.PromoteAsync(["q69", "q00"], 1, Ct)).Promoted, await CountAsync("q68", JobStatus.Submitted)));
    }

    private static IEnumerable<SubmitRequest> DueSoon(string queue, int count) =>
        NewTask.Many(count, queue).Select(request => request with { Delay = TimeSpan.FromSeconds(1) });

    private async ValueTask<Ulid> ScheduleAsync(int seconds, string queue = RoutingNames.Default) =>
        Assert.Single(await AcceptAsync(NewTask.In(queue) with { Delay = TimeSpan.FromSeconds(seconds) }));
}
