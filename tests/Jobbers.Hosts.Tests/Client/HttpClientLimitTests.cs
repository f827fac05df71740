using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>What ends calls from outside: the end of the client itself, time limits that are not its own, a store that took a part.</summary>
public sealed class HttpClientLimitTests : HttpClientFaults
{
    private const string HalfTaken = """
        {"results":[{"ok":false,"problem":{"title":"Store not available","status":503,"detail":"The store is gone.","code":"store_unavailable"}}]}
        """;

    [Fact]
    public async Task A_client_that_is_disposed_ends_all_that_wait_those_without_a_connection_too()
    {
        await Host.Store.Routing.SetPausedAsync("default", true, Stop);
        var client = Host.HttpClient(network: Network);
        var handle = await client.EnqueueNoop(cancellationToken: Stop);
        // More than may poll at once.
        var waits = Enumerable.Range(0, 100).Select(_ => client.WaitAsync(handle.Id, Stop).AsTask()).ToList();
        while (Network.Requests < 65)
            await Task.Delay(10, Stop);

        client.Dispose();
        client.Dispose();

        foreach (var wait in waits)
        {
            var ended = await Assert.ThrowsAsync<ObjectDisposedException>(() => wait.WaitAsync(TimeSpan.FromSeconds(60), Stop));
            Assert.Contains(handle.Id.ToString(), ended.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.WaitAsync(handle.Id, Stop).AsTask());
    }

    [Fact]
    public async Task A_resubmit_that_the_callers_own_time_limit_ended_is_not_made_again()
    {
        using var http = Network.CreateClient();
        http.Timeout = TimeSpan.FromSeconds(2);
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions { Address = Host.Address, ApiKey = ClientHost.KeyOf("operator") }, http);
        var handle = await client.EnqueueAdd(1, cancellationToken: Stop);
        await Host.StoreClient.WaitAsync(handle.Id, Stop);
        var before = Network.Requests;
        Network.HoldAnswer();

        var lost = await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.ResubmitAsync(handle.Id, cancellationToken: Stop));

        Assert.Contains("HttpClient.Timeout of 2 seconds", lost.Message, StringComparison.Ordinal);
        Assert.Contains("not known", lost.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, Network.Requests);
    }

    [Fact]
    public async Task A_batch_of_which_the_store_took_a_part_is_made_again_and_makes_each_task_once()
    {
        using var client = Host.HttpClient(network: Network.LoseAnswer().Answer(200, HalfTaken, "application/json"));

        var handles = await client.EnqueueEchoMany(Enumerable.Range(0, 10).Select(i => new EchoParameters { Value = $"{i}" }), cancellationToken: Stop);

        Assert.Equal((3, 10), (Network.Requests, handles.Count(handle => !handle.Deduplicated)));
        var stored = (await Host.Store.Queries.ListAsync(new ListQuery { Limit = 100 }, Stop)).Tasks;
        Assert.Equal(handles.Select(handle => handle.Id), stored.Select(task => task.Id).Order());
    }

    [Fact]
    public async Task A_store_that_stays_away_is_told_with_the_place_in_the_batch()
    {
        using var client = Host.HttpClient(network: Network.AlwaysAnswer(200, HalfTaken, "application/json"), retryFor: 5);

        var down = await Assert.ThrowsAsync<ManagerUnavailableException>(
            async () => await client.EnqueueEchoMany([new EchoParameters { Value = "a" }], cancellationToken: Stop));

        Assert.Contains("The store is gone.", down.Message, StringComparison.Ordinal);
        Assert.True(Network.Requests > 1, $"{Network.Requests} requests");
    }
}
