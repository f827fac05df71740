using Jobbers.Lifecycle;
using Jobbers.Submission;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>An answer that never comes: what is made again makes no second task, and what must not be made again is not.</summary>
public sealed class HttpClientLostAnswerTests : HttpClientFaults
{
    [Fact]
    public async Task A_submit_whose_answer_was_lost_is_made_again_and_makes_one_task()
    {
        using var client = Host.HttpClient(network: Network.LoseAnswer().LoseAnswer());

        var handle = await client.EnqueueAdd(1, 2, cancellationToken: Stop);

        Assert.Equal((3, false), (Network.Requests, handle.Deduplicated));
        Assert.Equal(3, (await handle.ResultAsync(Stop)).Value);
        Assert.Equal(handle.Id, Assert.Single(await StoredAsync()).Id);
    }

    [Fact]
    public async Task A_batch_whose_answer_was_lost_is_made_again_and_makes_each_task_once()
    {
        using var client = Host.HttpClient(network: Network.LoseAnswer());

        var handles = await client.EnqueueEchoMany(Enumerable.Range(0, 10).Select(i => new EchoParameters { Value = $"{i}" }), cancellationToken: Stop);

        Assert.Equal(handles.Select(handle => handle.Id), (await StoredAsync()).Select(task => task.Id).Order());
        Assert.Equal((2, 10), (Network.Requests, handles.Count(handle => !handle.Deduplicated)));
    }

    [Fact]
    public async Task A_key_that_is_held_by_an_earlier_task_is_not_mistaken_for_a_repeat()
    {
        using var client = Host.HttpClient(network: Network);
        var first = await client.EnqueueEcho("a", new SubmitOptions { IdempotencyKey = "k" }, Stop);
        Network.LoseAnswer();

        var again = await client.EnqueueEcho("a", new SubmitOptions { IdempotencyKey = "k" }, Stop);

        Assert.Equal((first.Id, true), (again.Id, again.Deduplicated));
    }

    [Fact]
    public async Task A_resubmit_whose_answer_was_lost_is_not_made_again()
    {
        using var client = Host.HttpClient(network: Network);
        var handle = await client.EnqueueAdd(1, cancellationToken: Stop);
        await handle.ResultAsync(Stop);
        var before = Network.Requests;
        Network.LoseAnswer();

        var lost = await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.ResubmitAsync(handle.Id, cancellationToken: Stop));

        Assert.Contains("not known", lost.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, Network.Requests);
    }

    [Fact]
    public async Task A_cancel_whose_answer_was_lost_still_says_what_it_did()
    {
        await Host.Store.Routing.SetPausedAsync("default", true, Stop);
        using var client = Host.HttpClient(network: Network);
        var handle = await client.EnqueueNoop(cancellationToken: Stop);
        Network.LoseAnswer();

        Assert.Equal(CancelAnswer.Cancelled, await client.CancelAsync(handle.Id, Stop));
        Assert.Equal(CancelAnswer.AlreadyEnded, await client.CancelAsync(handle.Id, Stop));
    }
}
