using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>The feed of status changes, kept only while somebody listens.</summary>
public abstract class ChangeFeedConformance : StoreConformance
{
    private IChangeFeed Feed => Store.Changes;

    [Fact]
    public async Task Without_a_listener_nothing_is_written()
    {
        var position = (await Feed.ReadAsync(null, 100, Ct)).Position;
        await AcceptAsync(NewTask.In());
        Assert.Empty((await Feed.ReadAsync(position, 100, Ct)).Changes);
    }

    [Fact]
    public async Task A_read_without_a_position_starts_at_the_present()
    {
        await Feed.RenewListenerAsync(Ct);
        await AcceptAsync(NewTask.In());
        var page = await Feed.ReadAsync(null, 100, Ct);
        Assert.Empty(page.Changes);
        Assert.False(page.Reset);

        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        Assert.Equal(id, Assert.Single((await Feed.ReadAsync(page.Position, 100, Ct)).Changes).Id);
    }

    [Fact]
    public async Task Every_transition_is_told_once_and_in_order()
    {
        await EnsureQueuesAsync("a");
        var position = await ListenAsync();
        var request = NewTask.In("a") with { Delay = TimeSpan.FromSeconds(10) };
        await AcceptAsync(request);
        await AdvanceAsync(12);
        await Feed.RenewListenerAsync(Ct);
        await PromoteAsync();
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync("a")));
        await worker.ClaimOneAsync("a");
        await AdvanceAsync(8);
        await Feed.RenewListenerAsync(Ct);
        await AdvanceAsync(8);
        await RescueAsync();
        await CancelAsync(request.Id);
        await ResubmitAsync(request.Id);
        await worker.SettleAsync(Outcomes.Completed(await worker.ClaimOneAsync("a")));

        var changes = (await Feed.ReadAsync(position, 100, Ct)).Changes;
        Assert.All(changes, change => Assert.Equal((request.Id, "a"), (change.Id, change.Queue)));
        JobStatus[] expected =
        [
            JobStatus.Scheduled, JobStatus.Submitted, JobStatus.Started, JobStatus.Submitted, JobStatus.Started,
            JobStatus.Submitted, JobStatus.Cancelled, JobStatus.Submitted, JobStatus.Started, JobStatus.Completed,
        ];
        Assert.Equal(expected, changes.Select(change => change.Status));
    }

    [Fact]
    public async Task A_stall_of_silent_code_is_told()
    {
        await AcceptAsync(NewTask.In() with { MaxHeartbeatInterval = TimeSpan.FromSeconds(1) });
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(10);
        worker.Heartbeat(claim);
        var position = await ListenAsync();
        await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(5), 100, Ct);
        Assert.Equal([new ChangeRecord(claim.Id, "default", JobStatus.Stalled)], (await Feed.ReadAsync(position, 100, Ct)).Changes);
    }

    [Fact]
    public async Task A_refused_or_repeated_verb_tells_nothing()
    {
        var request = NewTask.In();
        await AcceptAsync(request);
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await worker.SettleAsync(Outcomes.Completed(claim));
        var position = await ListenAsync();

        await SubmitAsync(request);
        await SubmitAsync(NewTask.In("nowhere"));
        await CancelAsync(request.Id);
        await worker.RepeatSettleAsync(Outcomes.Completed(claim));
        await worker.SettleAsync(Outcomes.Completed(claim));
        Assert.Empty((await Feed.ReadAsync(position, 100, Ct)).Changes);
    }

    [Fact]
    public async Task Pages_are_bounded_and_follow_one_another()
    {
        var position = await ListenAsync();
        var ids = await AcceptAsync(NewTask.Many(25));
        var read = new List<Ulid>();
        while (read.Count < 25)
        {
            var page = await Feed.ReadAsync(position, 10, Ct);
            Assert.NotEmpty(page.Changes);
            Assert.False(page.Reset);
            read.AddRange(page.Changes.Select(change => change.Id));
            position = page.Position;
        }

        Assert.Equal(ids, read);
        Assert.Empty((await Feed.ReadAsync(position, 10, Ct)).Changes);
    }

    [Fact]
    public async Task A_mark_that_is_not_renewed_lapses()
    {
        var position = await ListenAsync();
        await AdvanceAsync(20);
        await AcceptAsync(NewTask.In());
        Assert.Empty((await Feed.ReadAsync(position, 100, Ct)).Changes);
    }

    [Fact]
    public async Task A_position_that_fell_off_the_end_is_answered_with_a_reset()
    {
        await ListenAsync();
        await AcceptAsync(NewTask.In());
        var position = (await Feed.ReadAsync(null, 100, Ct)).Position;
        for (var batch = 0; batch < 4; batch++)
            await AcceptAsync(NewTask.Many(600));

        var page = await Feed.ReadAsync(position, 100, Ct);
        Assert.True(page.Reset);
        Assert.False((await Feed.ReadAsync(page.Position, 100, Ct)).Reset);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task The_last_thousand_changes_are_kept_and_no_gap_goes_untold(int step)
    {
        await ListenAsync();
        await AcceptAsync(NewTask.Many(3));
        var position = (await Feed.ReadAsync(null, 100, Ct)).Position;
        var ids = new List<Ulid>();
        while (ids.Count + step <= 1_000)
            ids.AddRange(await AcceptAsync(NewTask.Many(step)));
        Assert.Equal(ids, await ReadAllAsync(position));

        // A reader in the middle of what is kept goes on, also when the beginning of that is cut off; one before it is told.
        var middle = (await Feed.ReadAsync(position, 400, Ct)).Position;
        ids.AddRange(await AcceptAsync(NewTask.Many(300)));
        Assert.Equal(ids[400..], await ReadAllAsync(middle));
        ids.AddRange(await AcceptAsync(NewTask.Many(450)));
        var late = await Feed.ReadAsync(middle, 400, Ct);
        Assert.Equal((0, true), (late.Changes.Count, late.Reset));

        // After the reset it misses nothing.
        var next = Assert.Single(await AcceptAsync(NewTask.In()));
        Assert.Equal([next], await ReadAllAsync(late.Position));
    }

    [Fact]
    public async Task A_reader_between_bursts_of_any_size_gets_all_changes_or_is_told_that_some_are_gone()
    {
        var position = await ListenAsync();
        var random = new Random(4711);
        var unread = new List<Ulid>();
        for (var round = 0; round < 40; round++)
        {
            for (var burst = random.Next(4); burst >= 0; burst--)
                unread.AddRange(await AcceptAsync(NewTask.Many(random.Next(1, 400))));
            var page = await Feed.ReadAsync(position, random.Next(1, 600), Ct);
            Assert.True(page.Reset ? unread.Count > 1_000 : page.Changes.Select(change => change.Id).SequenceEqual(unread.Take(page.Changes.Count)));
            Assert.True(page.Reset || page.Changes.Count > 0);
            unread = page.Reset ? [] : unread[page.Changes.Count..];
            position = page.Position;
        }
    }

    [Fact]
    public async Task A_position_from_before_anybody_listened_is_answered_with_a_reset()
    {
        var position = (await Feed.ReadAsync(null, 100, Ct)).Position;
        await AcceptAsync(NewTask.In());
        await ListenAsync();
        await AcceptAsync(NewTask.In());
        Assert.True((await Feed.ReadAsync(position, 100, Ct)).Reset);
    }

    [Fact]
    public async Task A_second_process_reads_the_same_feed()
    {
        await using var second = await Harness.OpenSecondAsync();
        await second.Changes.RenewListenerAsync(Ct);
        var position = (await second.Changes.ReadAsync(null, 100, Ct)).Position;
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        Assert.Equal(
            [new ChangeRecord(id, "default", JobStatus.Submitted)], (await second.Changes.ReadAsync(position, 100, Ct)).Changes);
    }

    private async ValueTask<List<Ulid>> ReadAllAsync(string position)
    {
        var read = new List<Ulid>();
        while (true)
        {
            var page = await Feed.ReadAsync(position, 300, Ct);
            Assert.False(page.Reset);
            if (page.Changes.Count == 0)
                return read;
            read.AddRange(page.Changes.Select(change => change.Id));
            position = page.Position;
        }
    }

    private async ValueTask<string> ListenAsync()
    {
        await Feed.RenewListenerAsync(Ct);
        return (await Feed.ReadAsync(null, 100, Ct)).Position;
    }
}
