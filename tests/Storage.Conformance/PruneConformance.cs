using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Forgetting what is old enough.</summary>
public abstract class PruneConformance : StoreConformance
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(50);

    [Fact]
    public async Task Tasks_that_ended_long_enough_ago_are_forgotten_with_everything_of_theirs()
    {
        await AcceptAsync(NewTask.In() with { UniqueKey = "u", IdempotencyKey = "k", Tags = ["t"] });
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Retry(await worker.ClaimOneAsync()));
        var claim = await worker.ClaimOneAsync();
        await worker.SettleAsync(Outcomes.Completed(claim, "1"));
        await AdvanceAsync(60);

        Assert.Equal(new PruneAnswer(1, 0, 0, false), await PruneAsync(ended: Age));
        Assert.Null(Assert.Single(await Queries.GetAsync([claim.Id], Ct)));
        Assert.Null(await Queries.GetHistoryAsync(claim.Id, Ct));
        Assert.Empty((await Queries.ListAsync(new ListQuery(), Ct)).Tasks);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Completed));
        Assert.Equal(ResubmitAnswer.NotFound, await ResubmitAsync(claim.Id));
    }

    [Theory]
    [InlineData(OutcomeKind.Completed)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Cancelled)]
    [InlineData(OutcomeKind.Stalled)]
    [InlineData(OutcomeKind.Dropped)]
    public async Task All_five_ends_age(OutcomeKind kind)
    {
        await AcceptAsync(NewTask.In());
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Of(await worker.ClaimOneAsync(), kind));
        await AdvanceAsync(45);
        Assert.Equal(0, (await PruneAsync(ended: Age)).Ended);
        await AdvanceAsync(10);
        Assert.Equal(1, (await PruneAsync(ended: Age)).Ended);
    }

    [Fact]
    public async Task An_id_older_than_all_that_is_left_takes_its_place_before_them()
    {
        // More ids than one page of an index holds; the older half goes, and then an id comes that is older than any.
        var old = NewTask.In();
        await AcceptAsync(NewTask.Many(150));
        var worker = StartWorker();
        for (var ended = 0; ended < 130;)
        {
            var claims = (await worker.ClaimAsync(Math.Min(50, 130 - ended))).Claims;
            await worker.SettleAsync([.. claims.Select(claim => Outcomes.Completed(claim, "1"))]);
            ended += claims.Count;
        }

        await AdvanceAsync(60);
        Assert.Equal(130, (await PruneAsync(ended: Age, limit: 200)).Ended);
        var kept = await IdsAsync();
        var older = old with { Id = SequentialIds.At(-1) };
        var later = NewTask.Many(300);

        await AcceptAsync(old);
        await AcceptAsync(later[0], older);
        foreach (var task in later[1..])
            await AcceptAsync(task);

        var listed = await IdsAsync();
        Assert.Equal([.. later.Select(task => task.Id).Reverse(), .. kept, old.Id, older.Id], listed);
    }

    private async Task<Ulid[]> IdsAsync() =>
        [.. (await Queries.ListAsync(new ListQuery { Limit = 1000 }, Ct)).Tasks.Select(task => task.Id)];

    [Fact]
    public async Task Small_steps_forget_all_that_ended_among_many_dead_letters()
    {
        await AcceptAsync(NewTask.Many(60).Select((task, i) => task with { SavesDeadLetter = i % 3 == 0 }).ToArray());
        var worker = StartWorker();
        var claims = (await worker.ClaimAsync(60)).Claims;
        await worker.SettleAsync([.. claims.Select(claim => Outcomes.Failed(claim))]);
        await AdvanceAsync(60);

        var steps = new List<int>();
        PruneAnswer step;
        do
        {
            step = await PruneAsync(ended: Age, limit: 7);
            steps.Add(step.Ended);
        }
        while (step.More && steps.Count < 20);

        Assert.Equal([7, 7, 7, 7, 7, 5], steps);
        Assert.Equal(20, (await Queries.ListDeadLettersAsync(new ListQuery { Limit = 100 }, Ct)).Tasks.Count);
        Assert.Equal(20, await CountAsync(RoutingNames.Default, JobStatus.Failed));
    }

    [Fact]
    public async Task What_waits_or_runs_is_never_forgotten()
    {
        await AcceptAsync(NewTask.In(), NewTask.In(), NewTask.In() with { Delay = TimeSpan.FromDays(30) });
        await StartWorker().ClaimOneAsync();
        await AdvanceAsync(1000);
        Assert.Equal(new PruneAnswer(0, 0, 0, false), await PruneAsync(ended: Age, deadLetters: Age));
    }

    [Fact]
    public async Task The_age_counts_from_the_end()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await AdvanceAsync(100);
        await CancelAsync(id);
        await AdvanceAsync(10);
        Assert.Equal(0, (await PruneAsync(ended: Age)).Ended);
    }

    [Fact]
    public async Task Without_an_age_nothing_of_its_kind_is_forgotten()
    {
        await MakeDeadLetterAsync();
        await CancelAsync(Assert.Single(await AcceptAsync(NewTask.In())));
        await AdvanceAsync(1_000_000);
        Assert.Equal(new PruneAnswer(0, 0, 0, false), await PruneAsync());
    }

    [Fact]
    public async Task Dead_letters_are_kept_until_their_own_age_with_task_and_history()
    {
        var id = await MakeDeadLetterAsync();
        await AdvanceAsync(60);
        Assert.Equal(0, (await PruneAsync(ended: Age, deadLetters: TimeSpan.FromSeconds(100))).Ended);
        Assert.Single(await HistoryAsync(id));

        await AdvanceAsync(50);
        var answer = await PruneAsync(ended: Age, deadLetters: TimeSpan.FromSeconds(100));
        Assert.Equal(1, answer.DeadLetters);
        Assert.Null(Assert.Single(await Queries.GetAsync([id], Ct)));
        Assert.Null(await Queries.GetHistoryAsync(id, Ct));
        Assert.Empty((await Queries.ListDeadLettersAsync(new ListQuery(), Ct)).Tasks);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Failed));
    }

    [Fact]
    public async Task A_dead_letter_that_was_removed_ages_like_others()
    {
        var id = await MakeDeadLetterAsync();
        await AdvanceAsync(60);
        await Submission.RemoveDeadLettersAsync([id], Ct);
        Assert.Equal(1, (await PruneAsync(ended: Age)).Ended);
        Assert.Null(Assert.Single(await Queries.GetAsync([id], Ct)));
    }

    [Fact]
    public async Task A_resubmitted_task_is_no_longer_old()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        await CancelAsync(id);
        await AdvanceAsync(60);
        await ResubmitAsync(id);
        Assert.Equal(0, (await PruneAsync(ended: Age)).Ended);
        await CancelAsync(id);
        Assert.Equal(0, (await PruneAsync(ended: Age)).Ended);
    }

    [Fact]
    public async Task A_step_is_bounded_and_says_when_more_is_left()
    {
        await Submission.CancelAsync(await AcceptAsync(NewTask.Many(25)), Ct);
        await AdvanceAsync(60);

        var total = 0;
        for (var step = 0; step < 10; step++)
        {
            var answer = await PruneAsync(ended: Age, limit: 10);
            Assert.InRange(answer.Ended, 0, 10);
            total += answer.Ended;
            if (!answer.More)
                break;
        }

        Assert.Equal(25, total);
        Assert.False((await PruneAsync(ended: Age, limit: 10)).More);
    }

    [Fact]
    public async Task Dead_letters_among_the_ended_hide_no_other_task()
    {
        for (var n = 0; n < 6; n++)
            await MakeDeadLetterAsync();
        await Submission.CancelAsync(await AcceptAsync(NewTask.Many(4)), Ct);
        var worker = StartWorker("late");
        await AcceptAsync(NewTask.Many(4));
        await worker.SettleAsync([.. (await worker.ClaimAsync(4)).Claims.Select(Outcomes.Failed)]);
        await AdvanceAsync(60);

        var total = 0;
        var more = true;
        for (var step = 0; step < 20 && more; step++)
        {
            var answer = await PruneAsync(ended: Age, limit: 2);
            total += answer.Ended;
            more = answer.More;
        }

        Assert.Equal((8, false), (total, more));
        Assert.Equal(6, (await Queries.ListDeadLettersAsync(new ListQuery(), Ct)).Tasks.Count);
    }

    [Fact]
    public async Task Entries_of_a_rate_window_that_still_count_are_never_forgotten()
    {
        await PutQueueAsync(new QueueConfig { Name = "paced", Rate = new RateLimit(1, 100, RatePeriod.Second) });
        await AcceptAsync(NewTask.Many(2, "paced"));
        var worker = StartWorker();
        await worker.ClaimOneAsync("paced");
        await AdvanceAsync(50);

        Assert.Equal(0, (await PruneAsync(rates: TimeSpan.FromSeconds(1))).RateEntries);
        Assert.Empty((await worker.ClaimAsync(1, "paced")).Claims);
    }

    [Fact]
    public async Task Entries_of_a_rate_window_that_no_longer_count_are_forgotten()
    {
        await PutQueueAsync(new QueueConfig { Name = "paced", Rate = new RateLimit(1, 10, RatePeriod.Second) });
        await AcceptAsync(NewTask.Many(2, "paced"));
        var worker = StartWorker();
        await worker.ClaimOneAsync("paced");
        await AdvanceAsync(60);

        Assert.Equal(1, (await PruneAsync(rates: TimeSpan.FromSeconds(30))).RateEntries);
        Assert.Equal(0, (await PruneAsync(rates: TimeSpan.FromSeconds(30))).RateEntries);
        Assert.Single((await worker.ClaimAsync(1, "paced")).Claims);
    }

    [Fact]
    public async Task Two_cleaners_at_once_forget_each_task_once()
    {
        await Submission.CancelAsync(await AcceptAsync(NewTask.Many(60)), Ct);
        await AdvanceAsync(60);
        await using var second = await Harness.OpenSecondAsync();
        var rules = new PruneRules(Age, null, null);

        var both = await Task.WhenAll(Upkeep.PruneAsync(rules, 100, Ct).AsTask(), second.Upkeep.PruneAsync(rules, 100, Ct).AsTask());
        Assert.Equal(60, both.Sum(answer => answer.Ended));
    }

    private ValueTask<PruneAnswer> PruneAsync(
        TimeSpan? ended = null, TimeSpan? deadLetters = null, TimeSpan? rates = null, int limit = 100) =>
        Upkeep.PruneAsync(new PruneRules(ended, deadLetters, rates), limit, Ct);

    private async ValueTask<Ulid> MakeDeadLetterAsync()
    {
        var id = Assert.Single(await AcceptAsync(NewTask.In() with { SavesDeadLetter = true }));
        var worker = StartWorker($"worker-{id}");
        await worker.SettleAsync(Outcomes.Failed(await worker.ClaimOneAsync()));
        return id;
    }
}
