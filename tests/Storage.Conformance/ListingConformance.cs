using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Orders, cursors and filters of listings.</summary>
public abstract class ListingConformance : StoreConformance
{
    [Fact]
    public async Task Without_a_status_the_newest_id_comes_first()
    {
        await EnsureQueuesAsync("other");
        var ids = await AcceptAsync(NewTask.In(), NewTask.In("other"), NewTask.In() with { Delay = TimeSpan.FromMinutes(1) }, NewTask.In());
        await StartWorker().ClaimOneAsync();

        Assert.Equal(ids.Reverse(), await ListAsync(new ListQuery()));
        Assert.Equal([ids[3], ids[2], ids[0]], await ListAsync(new ListQuery { Queue = "default" }));
    }

    [Fact]
    public async Task Submitted_tasks_of_a_queue_stand_as_they_will_run()
    {
        int[] priorities = [5, 9, 0, 5];
        await AcceptAsync([.. priorities.Select(priority => NewTask.In() with { Priority = priority })]);
        var listed = await ListAsync(new ListQuery { Status = JobStatus.Submitted, Queue = "default" });
        Assert.Equal((await StartWorker().ClaimAsync(10)).Claims.Select(claim => claim.Id), listed);
    }

    [Fact]
    public async Task Scheduled_tasks_stand_by_their_due_time()
    {
        int[] delays = [30, 10, 20];
        var ids = await AcceptAsync([.. delays.Select(delay => NewTask.In() with { Delay = TimeSpan.FromSeconds(delay) })]);
        Assert.Equal([ids[1], ids[2], ids[0]], await ListAsync(new ListQuery { Status = JobStatus.Scheduled }));
        Assert.Equal([ids[1], ids[2], ids[0]], await ListAsync(new ListQuery { Status = JobStatus.Scheduled, Queue = "default" }));
    }

    [Fact]
    public async Task Ended_tasks_stand_by_their_end_the_newest_first()
    {
        var ids = await AcceptAsync(NewTask.Many(3));
        foreach (var place in new[] { 1, 2, 0 })
        {
            await CancelAsync(ids[place]);
            await AdvanceAsync(1);
        }

        Assert.Equal([ids[0], ids[2], ids[1]], await ListAsync(new ListQuery { Status = JobStatus.Cancelled }));
        Assert.Equal([ids[0], ids[2], ids[1]], await ListAsync(new ListQuery { Status = JobStatus.Cancelled, Queue = "default" }));
    }

    [Fact]
    public async Task Started_tasks_stand_by_their_id()
    {
        var batch = NewTask.Many(4);
        Array.Reverse(batch);
        var ids = await AcceptAsync(batch);
        await StartWorker().ClaimAsync(4);
        Assert.Equal(ids.Order(), (await ListAsync(new ListQuery { Status = JobStatus.Started })).Order());
        var listed = await ListAsync(new ListQuery { Status = JobStatus.Started, Queue = "default" });
        Assert.True(listed.SequenceEqual(ids.Order()) || listed.SequenceEqual(ids.OrderDescending()), "started tasks are not in the order of their ids");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "default")]
    [InlineData(JobStatus.Submitted, null)]
    [InlineData(JobStatus.Submitted, "default")]
    [InlineData(JobStatus.Scheduled, null)]
    [InlineData(JobStatus.Scheduled, "default")]
    [InlineData(JobStatus.Started, null)]
    [InlineData(JobStatus.Started, "default")]
    [InlineData(JobStatus.Cancelled, null)]
    [InlineData(JobStatus.Cancelled, "default")]
    public async Task Pages_follow_one_another_without_a_gap_or_a_repeat(JobStatus? status, string? queue)
    {
        await EnsureQueuesAsync("other");
        await FillAsync("default", 7);
        await FillAsync("other", 3);
        var query = new ListQuery { Status = status, Queue = queue };
        var whole = await ListAsync(query);

        Assert.Equal((queue is null ? 10 : 7) * (status is null ? 4 : 1), whole.Count);
        Assert.Equal(whole, await PageThroughAsync(query with { Limit = 3 }));
        Assert.Equal(whole, await PageThroughAsync(query with { Limit = 1 }));
    }

    [Fact]
    public async Task Tasks_that_ended_in_one_moment_are_paged_without_a_gap_or_a_repeat()
    {
        var ids = await AcceptAsync(NewTask.Many(9));
        await Submission.CancelAsync(ids, Ct);
        var paged = await PageThroughAsync(new ListQuery { Status = JobStatus.Cancelled, Limit = 2 });
        Assert.Equal(ids.Order(), paged.Order());
    }

    [Fact]
    public async Task A_task_that_leaves_between_two_pages_hides_no_other()
    {
        var ids = await AcceptAsync(NewTask.Many(6));
        var query = new ListQuery { Status = JobStatus.Submitted, Limit = 2 };
        var first = await Queries.ListAsync(query, Ct);
        await CancelAsync(ids[1]);
        var second = await Queries.ListAsync(query with { Cursor = first.NextCursor }, Ct);
        Assert.Equal(ids[2..4], second.Tasks.Select(task => task.Id));
    }

    [Theory]
    [InlineData(JobStatus.Scheduled)]
    [InlineData(JobStatus.Cancelled)]
    public async Task Tasks_of_the_same_time_come_once_each_page_by_page(JobStatus status)
    {
        var due = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ids = await AcceptAsync([.. NewTask.Many(150).Select(task => task with { RunAt = due })]);
        await AcceptAsync(NewTask.In() with { RunAt = due.AddSeconds(-1) }, NewTask.In() with { RunAt = due.AddSeconds(1) });
        if (status == JobStatus.Cancelled)
            await Submission.CancelAsync(ids, Ct);

        var listed = await PageThroughAsync(new ListQuery { Status = status, Limit = 35 });

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Equal(status == JobStatus.Cancelled ? 150 : 152, listed.Count);
        Assert.Superset(ids.ToHashSet(), listed.ToHashSet());
    }

    [Fact]
    public async Task The_last_page_has_no_cursor()
    {
        await AcceptAsync(NewTask.Many(3));
        Assert.Null((await Queries.ListAsync(new ListQuery { Limit = 10 }, Ct)).NextCursor);
        Assert.Null((await Queries.ListAsync(new ListQuery { Status = JobStatus.Failed }, Ct)).NextCursor);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAA:99999999999999999999:x")]
    public async Task A_cursor_that_no_page_gave_is_refused(string cursor)
    {
        await AcceptAsync(NewTask.In());
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await Queries.ListAsync(new ListQuery { Cursor = cursor }, Ct));
        await Assert.ThrowsAsync<InvalidCursorException>(
            async () => await Queries.ListAsync(new ListQuery { Cursor = cursor, Status = JobStatus.Submitted }, Ct));
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await Queries.ListDeadLettersAsync(new ListQuery { Cursor = cursor }, Ct));
    }

    [Fact]
    public async Task Filters_are_joined_by_and()
    {
        var start = await NowAsync();
        var old = Assert.Single(await AcceptAsync(NewTask.In() with { Tags = ["red", "big"] }));
        await AdvanceAsync(20);
        var other = NewTask.In() with { Name = "other", Version = 2, Tags = ["red"] };
        var same = NewTask.In() with { Version = 2, Tags = ["redder"] };
        await AcceptAsync(other, same);

        Assert.Equal([other.Id], await ListAsync(new ListQuery { Name = "other" }));
        Assert.Equal([same.Id, other.Id], await ListAsync(new ListQuery { Version = 2 }));
        Assert.Equal([same.Id], await ListAsync(new ListQuery { Name = NewTask.Name, Version = 2 }));
        Assert.Equal([other.Id, old], await ListAsync(new ListQuery { Tag = "red" }));
        Assert.Equal([old], await ListAsync(new ListQuery { Tag = "red", SubmittedBefore = start.AddSeconds(10) }));
        Assert.Equal([same.Id, other.Id], await ListAsync(new ListQuery { SubmittedAfter = start.AddSeconds(10) }));
        var exact = (await GetAsync(old)).SubmittedAt;
        Assert.Empty(await ListAsync(new ListQuery { SubmittedBefore = exact }));
        Assert.Equal([same.Id, other.Id, old], await ListAsync(new ListQuery { SubmittedAfter = exact }));
        Assert.Equal([other.Id], await ListAsync(new ListQuery { Status = JobStatus.Submitted, Queue = "default", Name = "other" }));
        Assert.Empty(await ListAsync(new ListQuery { Name = "other", Version = 1 }));
    }

    [Fact]
    public async Task Tasks_are_found_by_their_worker_and_by_the_type_of_their_error()
    {
        var ids = await AcceptAsync(NewTask.Many(2));
        var first = StartWorker();
        await first.SettleAsync(Outcomes.Failed(await first.ClaimOneAsync()));
        await StartWorker("worker-2").ClaimOneAsync();

        Assert.Equal([ids[0]], await ListAsync(new ListQuery { Worker = "worker-1" }));
        Assert.Equal([ids[1]], await ListAsync(new ListQuery { Worker = "worker-2", Status = JobStatus.Started }));
        Assert.Equal([ids[0]], await ListAsync(new ListQuery { ErrorType = "MailException" }));
        Assert.Empty(await ListAsync(new ListQuery { ErrorType = "OtherException" }));
    }

    [Fact]
    public async Task A_filter_that_matches_little_is_followed_to_the_end_over_short_pages()
    {
        var wanted = Assert.Single(await AcceptAsync(NewTask.In() with { Name = "needle" }));
        for (var batch = 0; batch < 3; batch++)
            await AcceptAsync(NewTask.Many(1000));

        Assert.Equal([wanted], await PageThroughAsync(new ListQuery { Name = "needle" }));
        Assert.Equal([wanted], await PageThroughAsync(new ListQuery { Name = "needle", Status = JobStatus.Submitted, Queue = "default" }));
    }

    [Fact]
    public async Task Dead_letters_stand_newest_first_and_can_be_filtered_and_paged()
    {
        await EnsureQueuesAsync("other");
        var ids = await AcceptAsync([.. NewTask.Many(4).Select(Saving), Saving(NewTask.In("other")), NewTask.In()]);
        var worker = StartWorker();
        foreach (var queue in new[] { "default", "default", "other", "default", "default", "default" })
        {
            await worker.SettleAsync(Outcomes.Failed(await worker.ClaimOneAsync(queue)));
            await AdvanceAsync(1);
        }

        Ulid[] expected = [ids[3], ids[2], ids[4], ids[1], ids[0]];
        var page = await Queries.ListDeadLettersAsync(new ListQuery { Status = JobStatus.Completed }, Ct);
        Assert.Equal(expected, page.Tasks.Select(task => task.Id));
        Assert.All(page.Tasks, task => Assert.True(task.IsDeadLetter));
        Assert.Equal([ids[4]], (await Queries.ListDeadLettersAsync(new ListQuery { Queue = "other" }, Ct)).Tasks.Select(task => task.Id));
        Assert.Empty((await Queries.ListDeadLettersAsync(new ListQuery { ErrorType = "OtherException" }, Ct)).Tasks);
        Assert.Equal(expected, await FollowAsync(new ListQuery { Limit = 2 }, query => Queries.ListDeadLettersAsync(query, Ct)));
    }

    private static SubmitRequest Saving(SubmitRequest request) => request with { SavesDeadLetter = true };

    /// <summary>So many tasks of each of the statuses submitted, scheduled, started and cancelled.</summary>
    private async ValueTask FillAsync(string queue, int count)
    {
        await AcceptAsync(NewTask.Many(count, queue));
        await StartWorker($"worker-of-{queue}").ClaimAsync(count, queue);
        await Submission.CancelAsync(await AcceptAsync(NewTask.Many(count, queue)), Ct);
        await AcceptAsync([.. NewTask.Many(count, queue).Select((request, n) => request with { Priority = n % 3 })]);
        await AcceptAsync([.. NewTask.Many(count, queue).Select((request, n) => request with { Delay = TimeSpan.FromMinutes(1 + (n % 3)) })]);
    }

    private async ValueTask<IReadOnlyList<Ulid>> ListAsync(ListQuery query) =>
        [.. (await Queries.ListAsync(query, Ct)).Tasks.Select(task => task.Id)];

    private ValueTask<List<Ulid>> PageThroughAsync(ListQuery query) => FollowAsync(query, next => Queries.ListAsync(next, Ct));

    private static async ValueTask<List<Ulid>> FollowAsync(ListQuery query, Func<ListQuery, ValueTask<TaskPage>> list)
    {
        var ids = new List<Ulid>();
        for (var pages = 0; pages < 100; pages++)
        {
            var page = await list(query);
            Assert.True(page.Tasks.Count <= query.Limit, "a page is longer than its limit");
            ids.AddRange(page.Tasks.Select(task => task.Id));
            if (page.NextCursor is null)
                return ids;
            query = query with { Cursor = page.NextCursor };
        }

        Assert.Fail("the listing has no end");
        return ids;
    }
}
