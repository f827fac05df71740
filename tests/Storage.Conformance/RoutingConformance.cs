using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Queues and roles, and the deletion of queues.</summary>
public abstract class RoutingConformance : StoreConformance
{
    private static readonly QueueConfig Full = new()
    {
        Name = "mail",
        MaxConcurrent = 2,
        MaxConcurrentTotal = 5,
        Rate = new RateLimit(10, 3, RatePeriod.Minute),
        MaxLength = 100,
        Paused = true,
    };

    [Fact]
    public async Task The_default_queue_exists_from_the_start()
    {
        await using var fresh = await CreateAsync();
        Assert.Equal(["default"], (await fresh.Store.Routing.GetSnapshotAsync(Ct)).Queues.Select(queue => queue.Name));
    }

    [Fact]
    public async Task A_queue_is_stored_with_all_its_limits()
    {
        Assert.True(await Routing.PutQueueAsync(Full, mustBeNew: true, Ct));
        Assert.Equal(Full, await QueueAsync("mail"));
    }

    [Fact]
    public async Task A_queue_that_is_put_again_is_replaced_whole()
    {
        await PutQueueAsync(Full);
        Assert.True(await PutQueueAsync(new QueueConfig { Name = "mail", MaxLength = 7 }));
        Assert.Equal(new QueueConfig { Name = "mail", MaxLength = 7 }, await QueueAsync("mail"));
    }

    [Fact]
    public async Task A_queue_that_must_be_new_and_is_not_stays_as_it_was()
    {
        await PutQueueAsync(Full);
        Assert.False(await Routing.PutQueueAsync(new QueueConfig { Name = "mail" }, mustBeNew: true, Ct));
        Assert.Equal(Full, await QueueAsync("mail"));
    }

    [Fact]
    public async Task Ensuring_queues_creates_the_missing_ones_and_leaves_the_others()
    {
        await PutQueueAsync(Full);
        await EnsureQueuesAsync("mail", "b", "a");
        var snapshot = await Routing.GetSnapshotAsync(Ct);
        Assert.Equal(["a", "b", "default", "mail"], snapshot.Queues.Select(queue => queue.Name));
        Assert.Equal(Full, snapshot.Queues[3]);
        Assert.Equal(new QueueConfig { Name = "a" }, snapshot.Queues[0]);
    }

    [Fact]
    public async Task Pausing_changes_nothing_else()
    {
        await PutQueueAsync(Full);
        Assert.True(await Routing.SetPausedAsync("mail", paused: false, Ct));
        Assert.Equal(Full with { Paused = false }, await QueueAsync("mail"));
        Assert.True(await Routing.SetPausedAsync("mail", paused: true, Ct));
        Assert.Equal(Full, await QueueAsync("mail"));
        Assert.False(await Routing.SetPausedAsync("nowhere", paused: true, Ct));
    }

    [Fact]
    public async Task Roles_are_stored_replaced_and_deleted()
    {
        await EnsureQueuesAsync("a", "b");
        Assert.True(await Routing.PutRoleAsync(new RoleConfig("mailer", ["b", "a"]), mustBeNew: true, Ct));
        Assert.False(await Routing.PutRoleAsync(new RoleConfig("mailer", ["a"]), mustBeNew: true, Ct));
        var role = Assert.Single((await Routing.GetSnapshotAsync(Ct)).Roles);
        Assert.Equal("mailer", role.Name);
        Assert.Equal(["a", "b"], role.Queues);

        Assert.True(await Routing.PutRoleAsync(new RoleConfig("mailer", ["a"]), mustBeNew: false, Ct));
        Assert.True(await Routing.PutRoleAsync(new RoleConfig("archiver", ["b"]), mustBeNew: false, Ct));
        Assert.Equal(["archiver", "mailer"], (await Routing.GetSnapshotAsync(Ct)).Roles.Select(r => r.Name));
        Assert.True(await Routing.DeleteRoleAsync("mailer", Ct));
        Assert.False(await Routing.DeleteRoleAsync("mailer", Ct));
        Assert.Equal("archiver", Assert.Single((await Routing.GetSnapshotAsync(Ct)).Roles).Name);
    }

    [Fact]
    public async Task Every_change_makes_a_higher_version_and_reading_makes_none()
    {
        var versions = new List<long> { await VersionAsync() };
        await EnsureQueuesAsync("a");
        versions.Add(await VersionAsync());
        await PutQueueAsync(new QueueConfig { Name = "a", MaxLength = 1 });
        versions.Add(await VersionAsync());
        await Routing.SetPausedAsync("a", paused: true, Ct);
        versions.Add(await VersionAsync());
        await Routing.PutRoleAsync(new RoleConfig("r", ["a"]), mustBeNew: true, Ct);
        versions.Add(await VersionAsync());
        await Routing.DeleteRoleAsync("r", Ct);
        versions.Add(await VersionAsync());
        await Routing.DeleteQueueAsync("a", force: false, Ct);
        versions.Add(await VersionAsync());

        Assert.Equal(versions.Distinct().Order(), versions);
        Assert.Equal(versions[^1], await VersionAsync());
    }

    [Fact]
    public async Task A_second_process_sees_a_change()
    {
        await using var second = await Harness.OpenSecondAsync();
        await second.Routing.GetSnapshotAsync(Ct);
        await PutQueueAsync(Full);
        Assert.Contains(Full, (await second.Routing.GetSnapshotAsync(Ct)).Queues);
        await AcceptAsync(NewTask.In("mail"));
        Assert.Empty((await StartWorker(store: second).ClaimAsync(1, "mail")).Claims);
    }

    [Fact]
    public async Task An_empty_queue_is_deleted_and_takes_no_more_submits()
    {
        await EnsureQueuesAsync("a");
        Assert.Equal(QueueDeletion.Deleted, (await Routing.DeleteQueueAsync("a", force: false, Ct)).State);
        Assert.DoesNotContain((await Routing.GetSnapshotAsync(Ct)).Queues, queue => queue.Name == "a");
        Assert.Equal(SubmitKind.QueueUnknown, (await SubmitAsync(NewTask.In("a"))).Kind);
        Assert.Equal(QueueDeletion.NotFound, (await Routing.DeleteQueueAsync("a", force: true, Ct)).State);
    }

    [Theory]
    [InlineData(JobStatus.Submitted)]
    [InlineData(JobStatus.Scheduled)]
    [InlineData(JobStatus.Started)]
    public async Task A_queue_in_which_something_waits_or_runs_is_not_deleted_unless_forced(JobStatus status)
    {
        await EnsureQueuesAsync("a");
        var id = Assert.Single(await AcceptAsync(
            NewTask.In("a") with { Delay = status == JobStatus.Scheduled ? TimeSpan.FromMinutes(1) : null }));
        if (status == JobStatus.Started)
            await StartWorker().ClaimOneAsync("a");

        Assert.Equal(QueueDeletion.NotEmpty, (await Routing.DeleteQueueAsync("a", force: false, Ct)).State);
        Assert.Equal(status, await StatusAsync(id));
        Assert.False((await QueueAsync("a")).Deleting);
    }

    [Fact]
    public async Task A_forced_deletion_cancels_what_waits_and_keeps_ended_tasks_readable()
    {
        await EnsureQueuesAsync("a");
        var scheduled = NewTask.In("a") with { Delay = TimeSpan.FromMinutes(1), UniqueKey = "u" };
        var ids = await AcceptAsync(NewTask.In("a"), NewTask.In("a"), scheduled);
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Completed(await worker.ClaimOneAsync("a"), "1"));

        Assert.Equal(QueueDeletion.Deleted, await DeleteByForceAsync("a"));
        Assert.Equal(JobStatus.Completed, await StatusAsync(ids[0]));
        Assert.Equal(JobStatus.Cancelled, await StatusAsync(ids[1]));
        Assert.Equal(JobStatus.Cancelled, await StatusAsync(ids[2]));
        Assert.Equal(QueueDeletion.NotFound, (await Routing.DeleteQueueAsync("a", force: true, Ct)).State);
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });

        // Made anew, it is another queue: who goes on with the deletion leaves it alone.
        await EnsureQueuesAsync("a");
        await AcceptAsync(NewTask.In("a"));
        Assert.Equal(QueueDeletion.NotFound, (await Routing.ContinueDeletionAsync("a", Ct)).State);
        Assert.False((await QueueAsync("a")).Deleting);
        Assert.Equal(1, await CountAsync("a", JobStatus.Submitted));
    }

    [Fact]
    public async Task A_forced_deletion_of_many_tasks_goes_in_bounded_steps()
    {
        await EnsureQueuesAsync("a");
        var tasks = NewTask.Many(700, "a");
        await AcceptAsync(tasks);
        var first = await Routing.DeleteQueueAsync("a", force: true, Ct);
        Assert.Equal((QueueDeletion.InProgress, 500), (first.State, first.Cancelled.Count));
        Assert.Equal(200, await CountAsync("a", JobStatus.Submitted));
        var last = await Routing.ContinueDeletionAsync("a", Ct);
        Assert.Equal(QueueDeletion.Deleted, last.State);
        Assert.Equal(tasks.Select(task => task.Id).Order(), first.Cancelled.Concat(last.Cancelled).Order());
    }

    [Fact]
    public async Task A_queue_that_is_being_deleted_waits_for_what_runs_and_takes_no_submit()
    {
        await EnsureQueuesAsync("a");
        await AcceptAsync(NewTask.In("a"));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync("a");

        Assert.Equal(QueueDeletion.InProgress, (await Routing.DeleteQueueAsync("a", force: true, Ct)).State);
        Assert.True((await QueueAsync("a")).Deleting);
        Assert.Equal(SubmitKind.QueueDeleting, (await SubmitAsync(NewTask.In("a"))).Kind);
        Assert.Equal(QueueDeletion.InProgress, (await Routing.DeleteQueueAsync("a", force: true, Ct)).State);
        Assert.Equal(JobStatus.Started, await StatusAsync(claim.Id));

        await worker.SettleAsync(Outcomes.Completed(claim, "1"));
        Assert.Equal(QueueDeletion.Deleted, await DeleteByForceAsync("a"));
        Assert.Equal(JobStatus.Completed, await StatusAsync(claim.Id));
    }

    [Theory]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Requeued)]
    [InlineData(OutcomeKind.GivenBack)]
    [InlineData(OutcomeKind.Deferred)]
    public async Task What_would_return_to_a_queue_that_is_being_deleted_is_cancelled(OutcomeKind kind)
    {
        await EnsureQueuesAsync("a");
        await AcceptAsync(NewTask.In("a"));
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync("a");
        await Routing.DeleteQueueAsync("a", force: true, Ct);

        Assert.Equal(new SettleAnswer(true, JobStatus.Cancelled, false), await worker.SettleOneAsync(Outcomes.Of(claim, kind)));
        Assert.Equal(QueueDeletion.Deleted, await DeleteByForceAsync("a"));
    }

    [Fact]
    public async Task A_rescued_task_of_a_queue_that_is_being_deleted_is_cancelled()
    {
        await EnsureQueuesAsync("a");
        await AcceptAsync(NewTask.In("a"));
        await StartWorker().ClaimOneAsync("a");
        await Routing.DeleteQueueAsync("a", force: true, Ct);
        await AdvanceAsync(20);
        Assert.Equal(JobStatus.Cancelled, Assert.Single(await RescueAsync()).Status);
        Assert.Equal(QueueDeletion.Deleted, await DeleteByForceAsync("a"));
    }

    [Fact]
    public async Task A_deleted_queue_that_is_made_again_starts_without_limits()
    {
        await PutQueueAsync(Full);
        await Routing.DeleteQueueAsync("mail", force: false, Ct);
        await EnsureQueuesAsync("mail");
        Assert.Equal(new QueueConfig { Name = "mail" }, await QueueAsync("mail"));
        await AcceptAsync(NewTask.In("mail"));
        await StartWorker().ClaimOneAsync("mail");
    }

    private async ValueTask<QueueDeletion> DeleteByForceAsync(string queue)
    {
        var answer = QueueDeletion.InProgress;
        for (var step = 0; step < 5 && answer == QueueDeletion.InProgress; step++)
            answer = (await Routing.DeleteQueueAsync(queue, force: true, Ct)).State;
        return answer;
    }

    private async ValueTask<QueueConfig> QueueAsync(string name) =>
        Assert.Single((await Routing.GetSnapshotAsync(Ct)).Queues, queue => queue.Name == name);

    private async ValueTask<long> VersionAsync() => (await Routing.GetSnapshotAsync(Ct)).Version;
}
