using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Own ids and unique keys. Idempotency keys are in <see cref="IdempotencyConformance"/>.</summary>
public abstract class DedupeConformance : StoreConformance
{
    [Fact]
    public async Task An_own_id_that_an_equal_task_has_returns_that_task()
    {
        var request = NewTask.Own();
        var first = await SubmitAsync(request);
        var second = await SubmitAsync(request);

        Assert.Equal((SubmitKind.ExistingId, request.Id, JobStatus.Submitted), (second.Kind, second.Id, second.Status));
        AssertBetween(first.SubmittedAt, second.SubmittedAt, first.SubmittedAt);
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    /// <summary>Nobody else knows an id that was made for a submit: where it is stored, an earlier try of the same submit stored it.</summary>
    [Fact]
    public async Task An_id_that_was_made_for_the_submit_is_accepted_again_and_stored_once()
    {
        var request = NewTask.In();
        var first = await SubmitAsync(request);
        var worker = StartWorker();
        await worker.ClaimOneAsync();

        var again = await SubmitAsync(request);

        Assert.Equal((SubmitKind.Accepted, request.Id, JobStatus.Started), (again.Kind, again.Id, again.Status));
        AssertBetween(first.SubmittedAt, again.SubmittedAt, first.SubmittedAt);
        Assert.Equal(SubmitKind.IdConflict, (await SubmitAsync(request with { Version = 2 })).Kind);
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task An_own_id_of_a_task_that_went_on_returns_it_as_it_stands()
    {
        await EnsureQueuesAsync("other");
        var request = NewTask.Own();
        await AcceptAsync(request);
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Completed(await worker.ClaimOneAsync()));

        var again = await SubmitAsync(request with { Queue = "other", Priority = 9 });
        Assert.Equal((SubmitKind.ExistingId, JobStatus.Completed, RoutingNames.Default), (again.Kind, again.Status, again.Queue));
    }

    [Fact]
    public async Task An_own_id_that_a_different_task_has_is_a_conflict_and_nothing_changes()
    {
        var request = NewTask.Own();
        await AcceptAsync(request);

        SubmitRequest[] different =
            [request with { Name = "other" }, request with { Version = 2 }, request with { Parameters = NewTask.Json("{}") }];
        foreach (var other in different)
        {
            var answer = await SubmitAsync(other);
            Assert.Equal((SubmitKind.IdConflict, request.Id), (answer.Kind, answer.Id));
        }

        var task = await GetAsync(request.Id);
        Assert.Equal((request.Name, 1), (task.Name, task.Version));
        Assert.Equal(request.Parameters.ToArray(), task.Parameters.ToArray());
    }

    [Fact]
    public async Task A_second_submit_under_a_held_unique_key_returns_the_holder()
    {
        var holder = NewTask.In() with { UniqueKey = "u" };
        await AcceptAsync(holder);
        var second = NewTask.In() with { UniqueKey = "u", Parameters = NewTask.Json("{}") };
        var answer = await SubmitAsync(second);

        Assert.Equal((SubmitKind.ExistingUniqueKey, holder.Id, JobStatus.Submitted), (answer.Kind, answer.Id, answer.Status));
        Assert.Null(Assert.Single(await Queries.GetAsync([second.Id], Ct)));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task A_unique_key_is_held_while_scheduled_submitted_and_started()
    {
        var holder = NewTask.In() with { UniqueKey = "u", Delay = TimeSpan.FromSeconds(10) };
        await AcceptAsync(holder);
        await AssertHeldAsync("u", holder.Id, JobStatus.Scheduled);
        await AdvanceAsync(15);
        await PromoteAsync();
        await AssertHeldAsync("u", holder.Id, JobStatus.Submitted);
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AssertHeldAsync("u", holder.Id, JobStatus.Started);
        await worker.SettleAsync(Outcomes.Retry(claim));
        await AssertHeldAsync("u", holder.Id, JobStatus.Submitted);
        await worker.ClaimOneAsync();
        await AdvanceAsync(20);
        await RescueAsync();
        await AssertHeldAsync("u", holder.Id, JobStatus.Submitted);
    }

    [Theory]
    [InlineData(OutcomeKind.Completed)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Cancelled)]
    [InlineData(OutcomeKind.Stalled)]
    [InlineData(OutcomeKind.Dropped)]
    public async Task A_unique_key_is_released_in_the_settle_that_ends_the_task(OutcomeKind kind)
    {
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
        var worker = StartWorker();
        await worker.SettleAsync(Outcomes.Of(await worker.ClaimOneAsync(), kind));
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
    }

    [Theory]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Requeued)]
    [InlineData(OutcomeKind.Deferred)]
    public async Task A_unique_key_is_released_when_a_requested_cancel_ends_the_task(OutcomeKind kind)
    {
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await CancelAsync(claim.Id);
        await worker.SettleAsync(Outcomes.Of(claim, kind));
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_unique_key_is_released_by_the_cancel_of_a_waiting_task(bool scheduled)
    {
        var holder = NewTask.In() with { UniqueKey = "u", Delay = scheduled ? TimeSpan.FromMinutes(1) : null };
        await AcceptAsync(holder);
        await CancelAsync(holder.Id);
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_unique_key_is_released_when_a_rescue_ends_the_task(bool cancelRequested)
    {
        var holder = NewTask.In() with { UniqueKey = "u", MaxCrashes = cancelRequested ? 3 : 1 };
        await AcceptAsync(holder);
        await StartWorker().ClaimOneAsync();
        if (cancelRequested)
            await CancelAsync(holder.Id);
        await AdvanceAsync(20);
        await RescueAsync();
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
    }

    [Fact]
    public async Task A_unique_key_is_released_when_silence_ends_the_task()
    {
        await AcceptAsync(NewTask.In() with { UniqueKey = "u", MaxHeartbeatInterval = TimeSpan.FromSeconds(1) });
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        await AdvanceAsync(10);
        worker.Heartbeat(claim);
        Assert.Single(await Upkeep.StallSilentAsync(TimeSpan.FromSeconds(5), 100, Ct));
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
    }

    [Fact]
    public async Task A_task_that_ended_long_ago_does_not_release_the_key_of_its_successor()
    {
        var first = NewTask.In() with { UniqueKey = "u" };
        await AcceptAsync(first);
        await CancelAsync(first.Id);
        var successor = NewTask.In() with { UniqueKey = "u" };
        await AcceptAsync(successor);
        await AdvanceAsync(100);
        await Upkeep.PruneAsync(new PruneRules(TimeSpan.FromSeconds(50), null, null), 100, Ct);

        Assert.Null(Assert.Single(await Queries.GetAsync([first.Id], Ct)));
        await AssertHeldAsync("u", successor.Id, JobStatus.Submitted);
    }

    [Fact]
    public async Task Other_unique_keys_are_no_obstacle()
    {
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" }, NewTask.In() with { UniqueKey = "v" }, NewTask.In());
    }

    [Fact]
    public async Task Earlier_tasks_of_a_batch_are_seen_by_later_ones()
    {
        var twice = NewTask.Own();
        var keyed = NewTask.In() with { IdempotencyKey = "k" };
        var unique = NewTask.In() with { UniqueKey = "u" };
        var answers = await Submission.SubmitAsync(
            [twice, keyed, unique, twice, keyed with { Id = SequentialIds.Next() }, unique with { Id = SequentialIds.Next() }], Ct);

        Assert.Equal(
            [SubmitKind.Accepted, SubmitKind.Accepted, SubmitKind.Accepted,
             SubmitKind.ExistingId, SubmitKind.ExistingIdempotencyKey, SubmitKind.ExistingUniqueKey],
            answers.Select(answer => answer.Kind));
        Assert.Equal([twice.Id, keyed.Id, unique.Id], answers.Skip(3).Select(answer => answer.Id));
        Assert.Equal(3, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
    }

    [Fact]
    public async Task The_id_is_looked_at_before_the_idempotency_key_and_that_before_the_unique_key()
    {
        var byId = NewTask.In();
        var byKey = NewTask.In() with { IdempotencyKey = "k" };
        var byUnique = NewTask.In() with { UniqueKey = "u" };
        await AcceptAsync(byId, byKey, byUnique);

        var all = byId with { IdempotencyKey = "k", UniqueKey = "u" };
        Assert.Equal(byId.Id, (await SubmitAsync(all)).Id);
        var answer = await SubmitAsync(all with { Id = SequentialIds.Next() });
        Assert.Equal((SubmitKind.ExistingIdempotencyKey, byKey.Id), (answer.Kind, answer.Id));
        answer = await SubmitAsync(all with { Id = SequentialIds.Next(), IdempotencyKey = "new" });
        Assert.Equal((SubmitKind.ExistingUniqueKey, byUnique.Id), (answer.Kind, answer.Id));
    }

    [Fact]
    public async Task A_refused_or_deduplicated_submit_takes_no_key()
    {
        await AcceptAsync(NewTask.In() with { UniqueKey = "u" });
        await SubmitAsync(NewTask.In() with { UniqueKey = "u", IdempotencyKey = "k" });
        await SubmitAsync(NewTask.In("nowhere") with { UniqueKey = "v", IdempotencyKey = "l" });

        await AcceptAsync(NewTask.In() with { IdempotencyKey = "k" }, NewTask.In() with { IdempotencyKey = "l", UniqueKey = "v" });
    }

    [Fact]
    public async Task What_exists_is_returned_although_its_queue_is_full()
    {
        await PutQueueAsync(new QueueConfig { Name = "narrow", MaxLength = 1 });
        var request = NewTask.Own("narrow") with { IdempotencyKey = "k", UniqueKey = "u" };
        await AcceptAsync(request);

        Assert.Equal(SubmitKind.ExistingId, (await SubmitAsync(request)).Kind);
        Assert.Equal(SubmitKind.ExistingIdempotencyKey, (await SubmitAsync(request with { Id = SequentialIds.Next() })).Kind);
        Assert.Equal(
            SubmitKind.ExistingUniqueKey, (await SubmitAsync(request with { Id = SequentialIds.Next(), IdempotencyKey = null })).Kind);
    }

    private async ValueTask AssertHeldAsync(string key, Ulid holder, JobStatus status)
    {
        var answer = await SubmitAsync(NewTask.In() with { UniqueKey = key });
        Assert.Equal((SubmitKind.ExistingUniqueKey, holder, status), (answer.Kind, answer.Id, answer.Status));
    }
}
