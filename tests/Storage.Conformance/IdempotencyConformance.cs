using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Idempotency keys: what they return, what they refuse, and how long they are honoured.</summary>
public abstract class IdempotencyConformance : StoreConformance
{
    private const double Day = 24 * 3600;

    [Fact]
    public async Task The_same_payload_returns_the_first_task()
    {
        var first = await SubmitAsync(Keyed());
        var second = Keyed();
        var answer = await SubmitAsync(second);

        Assert.Equal((SubmitKind.ExistingIdempotencyKey, first.Id, JobStatus.Submitted), (answer.Kind, answer.Id, answer.Status));
        Assert.Null(Assert.Single(await Queries.GetAsync([second.Id], Ct)));
    }

    [Fact]
    public async Task Another_payload_is_a_conflict()
    {
        var first = await SubmitAsync(Keyed());
        var answer = await SubmitAsync(Keyed() with { Parameters = NewTask.Json("{}") });
        Assert.Equal((SubmitKind.IdempotencyConflict, first.Id), (answer.Kind, answer.Id));
    }

    [Fact]
    public async Task Another_version_that_the_caller_named_is_a_conflict()
    {
        await AcceptAsync(Keyed());
        Assert.Equal(SubmitKind.IdempotencyConflict, (await SubmitAsync(Keyed() with { Version = 2 })).Kind);
    }

    [Fact]
    public async Task A_submit_without_a_version_is_compared_with_the_stored_version()
    {
        var first = await SubmitAsync(Keyed());
        var answer = await SubmitAsync(Keyed() with { Version = 2, VersionIsOwn = false });
        Assert.Equal((SubmitKind.ExistingIdempotencyKey, first.Id), (answer.Kind, answer.Id));
    }

    [Fact]
    public async Task A_key_is_scoped_to_the_name_of_the_task()
    {
        await AcceptAsync(Keyed(), Keyed() with { Name = "other" });
    }

    [Fact]
    public async Task A_key_is_honoured_for_24_hours_after_the_submit_although_the_task_ended()
    {
        var first = await SubmitAsync(Keyed());
        await CancelAsync(first.Id);
        await AdvanceAsync(Day - 10);

        var answer = await SubmitAsync(Keyed());
        Assert.Equal(
            (SubmitKind.ExistingIdempotencyKey, first.Id, JobStatus.Cancelled), (answer.Kind, answer.Id, answer.Status));
    }

    [Fact]
    public async Task A_key_is_honoured_beyond_24_hours_while_the_task_has_not_ended()
    {
        var first = await SubmitAsync(Keyed());
        await AdvanceAsync(3 * Day);
        Assert.Equal(first.Id, (await SubmitAsync(Keyed())).Id);

        await StartWorker().ClaimOneAsync();
        await AdvanceAsync(Day);
        Assert.Equal(first.Id, (await SubmitAsync(Keyed())).Id);
    }

    [Fact]
    public async Task After_that_a_new_task_takes_the_key_over()
    {
        var first = await SubmitAsync(Keyed());
        await CancelAsync(first.Id);
        await AdvanceAsync(Day + 10);

        var second = Keyed();
        await AcceptAsync(second);
        Assert.Equal(second.Id, (await SubmitAsync(Keyed())).Id);
    }

    [Fact]
    public async Task After_that_another_payload_is_no_conflict()
    {
        var first = await SubmitAsync(Keyed());
        await CancelAsync(first.Id);
        await AdvanceAsync(Day + 10);
        await AcceptAsync(Keyed() with { Parameters = NewTask.Json("{}") });
    }

    [Fact]
    public async Task The_key_is_forgotten_in_the_step_that_prunes_its_task()
    {
        var first = await SubmitAsync(Keyed());
        await CancelAsync(first.Id);
        await AdvanceAsync(100);
        await PruneAsync();
        await AcceptAsync(Keyed() with { Parameters = NewTask.Json("{}") });
    }

    [Fact]
    public async Task Pruning_a_task_leaves_a_key_alone_that_another_task_took_over()
    {
        var first = await SubmitAsync(Keyed());
        await CancelAsync(first.Id);
        await AdvanceAsync(Day + 10);
        var second = Keyed();
        await AcceptAsync(second);
        await PruneAsync();

        Assert.Null(Assert.Single(await Queries.GetAsync([first.Id], Ct)));
        Assert.Equal(second.Id, (await SubmitAsync(Keyed())).Id);
    }

    [Fact]
    public async Task A_resubmitted_task_honours_its_key_while_it_has_not_ended()
    {
        var first = await SubmitAsync(Keyed());
        await CancelAsync(first.Id);
        await AdvanceAsync(2 * Day);
        await ResubmitAsync(first.Id);

        var answer = await SubmitAsync(Keyed());
        Assert.Equal((SubmitKind.ExistingIdempotencyKey, first.Id, JobStatus.Submitted), (answer.Kind, answer.Id, answer.Status));
    }

    [Fact]
    public async Task Two_processes_that_submit_under_one_key_at_once_make_one_task()
    {
        await using var second = await Harness.OpenSecondAsync();
        ISubmissionStore[] stores = [Submission, second.Submission];
        for (var round = 0; round < 20; round++)
        {
            var request = Keyed() with { IdempotencyKey = $"round {round}", UniqueKey = $"round {round}" };
            var answers = await Task.WhenAll(stores.Select(
                store => store.SubmitAsync([request with { Id = SequentialIds.Next() }], Ct).AsTask()));
            Assert.Equal(
                [SubmitKind.Accepted, SubmitKind.ExistingIdempotencyKey], answers.Select(answer => answer[0].Kind).Order());
            Assert.Equal(answers[0][0].Id, answers[1][0].Id);
        }
    }

    private static SubmitRequest Keyed() => NewTask.In() with { IdempotencyKey = "order 4711" };

    private ValueTask<PruneAnswer> PruneAsync() => Upkeep.PruneAsync(new PruneRules(TimeSpan.FromSeconds(50), null, null), 100, Ct);
}
