using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Storing tasks.</summary>
public abstract class SubmissionConformance : StoreConformance
{
    [Fact]
    public async Task A_submit_is_stored_and_queued_in_one_step()
    {
        var request = NewTask.In();
        var before = await NowAsync();
        var answer = await SubmitAsync(request);
        var after = await NowAsync();

        Assert.Equal(SubmitKind.Accepted, answer.Kind);
        Assert.Equal(request.Id, answer.Id);
        Assert.Equal(JobStatus.Submitted, answer.Status);
        Assert.Equal(RoutingNames.Default, answer.Queue);
        AssertBetween(before, answer.SubmittedAt, after);
        Assert.Equal(JobStatus.Submitted, await StatusAsync(request.Id));
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
        Assert.Equal(request.Id, (await StartWorker().ClaimOneAsync()).Id);
    }

    [Fact]
    public async Task Everything_said_at_the_submit_is_stored()
    {
        await EnsureQueuesAsync("mail");
        var request = NewTask.In("mail") with
        {
            Version = 7,
            Priority = 8,
            Parameters = NewTask.Json("""{"to":"Grüße 😀","nothing":null}"""),
            IdempotencyKey = "key-1",
            UniqueKey = "send_mail:[1]",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Tags = ["red", "a tag with spaces"],
            MaxHeartbeatInterval = TimeSpan.FromSeconds(30),
            MaxCrashes = 5,
            SavesDeadLetter = true,
        };
        await AcceptAsync(request);

        var task = await GetAsync(request.Id);
        Assert.Equal(
            (request.Id, request.Name, 7, "mail", 8), (task.Id, task.Name, task.Version, task.Queue, task.Priority));
        Assert.Equal(request.Parameters.ToArray(), task.Parameters.ToArray());
        Assert.Equal(("key-1", "send_mail:[1]", request.TraceParent), (task.IdempotencyKey, task.UniqueKey, task.TraceParent));
        Assert.Equal(request.Tags, task.Tags);
        Assert.Equal((request.MaxHeartbeatInterval, 5, true), (task.MaxHeartbeatInterval, task.MaxCrashes, task.SavesDeadLetter));
    }

    [Fact]
    public async Task A_new_task_has_no_past()
    {
        var before = await NowAsync();
        var id = Assert.Single(await AcceptAsync(NewTask.In()));
        var after = await NowAsync();

        var task = await GetAsync(id);
        AssertBetween(before, task.SubmittedAt, after);
        Assert.Equal(task.SubmittedAt, task.FirstSubmittedAt);
        Assert.Equal((0, 0, 0L), (task.RetryAttempt, task.CrashCount, task.Token));
        Assert.Null(task.RunAt);
        Assert.Null(task.StartedAt);
        Assert.Null(task.LastHeartbeatAt);
        Assert.Null(task.CompletedAt);
        Assert.Null(task.Worker);
        Assert.Null(task.Result);
        Assert.Null(task.Error);
        Assert.Null(task.CancelRequestedAt);
        Assert.False(task.IsDeadLetter);
        Assert.Empty(await HistoryAsync(id));
    }

    [Fact]
    public async Task A_submit_with_a_due_time_ahead_is_scheduled()
    {
        var due = (await NowAsync()).AddSeconds(30);
        var answer = await SubmitAsync(NewTask.In() with { RunAt = due });

        Assert.Equal((SubmitKind.Accepted, JobStatus.Scheduled), (answer.Kind, answer.Status));
        var task = await GetAsync(answer.Id);
        Assert.Equal(JobStatus.Scheduled, task.Status);
        AssertBetween(due, task.RunAt, due);
        Assert.Empty((await StartWorker().ClaimAsync(1)).Claims);
    }

    [Fact]
    public async Task A_submit_with_a_delay_is_scheduled_by_the_clock_of_the_store()
    {
        await AdvanceAsync(1000);
        var before = await NowAsync();
        var answer = await SubmitAsync(NewTask.In() with { Delay = TimeSpan.FromSeconds(30) });
        var after = await NowAsync();

        Assert.Equal(JobStatus.Scheduled, answer.Status);
        AssertBetween(before.AddSeconds(30), (await GetAsync(answer.Id)).RunAt, after.AddSeconds(30));
    }

    [Fact]
    public async Task A_due_time_that_has_passed_on_the_clock_of_the_store_queues_at_once()
    {
        var due = (await NowAsync()).AddSeconds(30);
        await AdvanceAsync(40);
        var answer = await SubmitAsync(NewTask.In() with { RunAt = due });

        Assert.Equal(JobStatus.Submitted, answer.Status);
        Assert.Equal(answer.Id, (await StartWorker().ClaimOneAsync()).Id);
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_and_one_bad_task_affects_only_itself()
    {
        SubmitRequest[] batch = [NewTask.In(), NewTask.In("nowhere"), NewTask.In() with { Delay = TimeSpan.FromMinutes(1) }];
        var answers = await Submission.SubmitAsync(batch, Ct);

        Assert.Equal([SubmitKind.Accepted, SubmitKind.QueueUnknown, SubmitKind.Accepted], answers.Select(a => a.Kind));
        Assert.Equal(batch[0].Id, answers[0].Id);
        Assert.Equal(batch[2].Id, answers[2].Id);
        var stored = await Queries.GetAsync([.. batch.Select(b => b.Id)], Ct);
        Assert.Equal([JobStatus.Submitted, null, JobStatus.Scheduled], stored.Select(task => task?.Status));
    }

    [Fact]
    public async Task A_large_batch_is_stored_whole_and_in_order()
    {
        var batch = NewTask.Many(1000);
        await AcceptAsync(batch);

        Assert.Equal(1000, await CountAsync(RoutingNames.Default, JobStatus.Submitted));
        var claims = (await StartWorker().ClaimAsync(ClaimRequest.MaxWant)).Claims;
        Assert.Equal(batch.Take(ClaimRequest.MaxWant).Select(b => b.Id), claims.Select(c => c.Id));
    }

    [Fact]
    public async Task An_empty_batch_is_answered_with_nothing()
    {
        Assert.Empty(await Submission.SubmitAsync([], Ct));
    }

    [Fact]
    public async Task The_largest_parameters_come_back_unchanged()
    {
        var payload = NewTask.Json("\"" + new string('x', Jobbers.Catalog.PayloadLimits.MaxParametersBytes - 2) + "\"");
        var id = Assert.Single(await AcceptAsync(NewTask.In() with { Parameters = payload }));

        var task = await GetAsync(id);
        Assert.True(payload.Span.SequenceEqual(task.Parameters.Span));
        var claim = await StartWorker().ClaimOneAsync();
        Assert.True(payload.Span.SequenceEqual(claim.Parameters.Span));
    }

    [Fact]
    public async Task A_submit_to_a_queue_that_does_not_exist_is_refused()
    {
        var request = NewTask.In("nowhere");
        Assert.Equal(SubmitKind.QueueUnknown, (await SubmitAsync(request)).Kind);
        Assert.Null(Assert.Single(await Queries.GetAsync([request.Id], Ct)));
    }

    [Fact]
    public async Task What_one_process_submits_another_one_claims()
    {
        await using var second = await Harness.OpenSecondAsync();
        var id = Assert.Single(await AcceptAsync(NewTask.In()));

        var claim = await StartWorker(store: second).ClaimOneAsync();
        Assert.Equal(id, claim.Id);
        Assert.Equal(JobStatus.Started, await StatusAsync(id));
        Assert.Empty((await StartWorker("worker-2").ClaimAsync(1)).Claims);
    }
}
