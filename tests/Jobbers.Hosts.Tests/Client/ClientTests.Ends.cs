using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Submission;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>How tasks end, what is read of that, and what changes it.</summary>
public abstract partial class ClientTests
{
    [Fact]
    public async Task Of_a_stored_id_the_result_is_read_typed_and_only_as_its_own_task()
    {
        var id = Ulid.Parse((await _client.EnqueueAdd(40, 2, cancellationToken: Stop)).Id.ToString());
        var nothing = (await _client.EnqueueNoop(cancellationToken: Stop)).Id;

        Assert.Equal(42, (await _client.AddHandle(id).ResultAsync(Stop)).Value);
        await _client.NoopHandle(nothing).WaitAsync(Stop);
        Assert.Equal((id, false), (_client.AddHandle(id).Id, _client.AddHandle(id).Deduplicated));
        var other = await Assert.ThrowsAsync<InvalidOperationException>(async () => await _client.EchoHandle(id).ResultAsync(Stop));
        Assert.Contains($"Task {id} is 'add', not 'echo'", other.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TaskNotFoundException>(async () => await _client.AddHandle(Ulid.NewUlid()).ResultAsync(Stop));
    }

    [Fact]
    public async Task A_task_that_does_not_end_well_says_how_it_ended()
    {
        var handle = await _client.EnqueueAlwaysFail(cancellationToken: Stop);

        var failed = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Stop));

        Assert.Equal((handle.Id, JobStatus.Failed, "TransientException", "TransientException: always"), (failed.Id, failed.Status, failed.ErrorType, failed.Error));
        var record = await handle.GetAsync(Stop);
        Assert.Equal((2, true), (record.RetryAttempt, record.IsDeadLetter));
    }

    [Fact]
    public async Task Cancels_say_what_they_did()
    {
        var waiting = await _client.EnqueueNoop(options: new SubmitOptions { Queue = Shut }, cancellationToken: Stop);
        var running = await _client.EnqueueSlow(60, cancellationToken: Stop);
        await UntilAsync(async () => (await running.GetAsync(Stop)).Status == JobStatus.Started);

        Assert.Equal(CancelAnswer.Cancelled, await _client.CancelAsync(waiting.Id, Stop));
        Assert.Equal(CancelAnswer.AlreadyEnded, await _client.CancelAsync(waiting.Id, Stop));
        Assert.Equal(CancelAnswer.Requested, await _client.SlowHandle(running.Id).CancelAsync(Stop));
        Assert.Equal(CancelAnswer.NotFound, await _client.CancelAsync(Ulid.NewUlid(), Stop));
        var ended = await Assert.ThrowsAsync<TaskFailedException>(async () => await running.WaitAsync(Stop));
        Assert.Equal((JobStatus.Cancelled, null), (ended.Status, ended.Error));
    }

    [Fact]
    public async Task Resubmits_say_what_they_did()
    {
        var failed = await _client.EnqueueUnexpectedFail(cancellationToken: Stop);
        var waiting = await _client.EnqueuePay("account", "1", options: new SubmitOptions { Queue = Shut }, cancellationToken: Stop);
        await _client.CancelAsync(waiting.Id, Stop);
        await _client.EnqueuePay("account", "2", options: new SubmitOptions { Queue = Shut }, cancellationToken: Stop);
        await _client.WaitAsync(failed.Id, Stop);

        Assert.Equal(ResubmitAnswer.UniqueKeyHeld, await _client.ResubmitAsync(waiting.Id, cancellationToken: Stop));
        Assert.Equal(ResubmitAnswer.NotFound, await _client.ResubmitAsync(Ulid.NewUlid(), cancellationToken: Stop));
        await _host.Store.Routing.SetPausedAsync("default", true, Stop);
        Assert.Equal(ResubmitAnswer.Resubmitted, await _client.ResubmitAsync(failed.Id, false, Stop));
        Assert.Equal(ResubmitAnswer.NotEnded, await _client.ResubmitAsync(failed.Id, cancellationToken: Stop));
    }

    [Fact]
    public async Task Of_a_pruned_task_nothing_is_known_any_more()
    {
        var handle = await _client.EnqueueAdd(1, cancellationToken: Stop);
        await handle.ResultAsync(Stop);
        await UntilAsync(async () => (await _host.Store.Upkeep.PruneAsync(new PruneRules(TimeSpan.Zero, null, null), 100, Stop)).Ended == 1);

        Assert.Equal(handle.Id, (await Assert.ThrowsAsync<TaskNotFoundException>(async () => await handle.GetAsync(Stop))).Id);
        Assert.Equal(handle.Id, (await Assert.ThrowsAsync<TaskNotFoundException>(async () => await handle.ResultAsync(Stop))).Id);
        Assert.Null(await _client.GetAsync(handle.Id, Stop));
    }

    [Fact]
    public async Task Waiting_is_given_up_when_the_token_says_so()
    {
        var handle = await _client.EnqueueNoop(options: new SubmitOptions { Queue = Shut }, cancellationToken: Stop);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await handle.WaitAsync(limit.Token));

        Assert.Equal(JobStatus.Submitted, (await handle.GetAsync(Stop)).Status);
    }
}
