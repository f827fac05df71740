using Jobbers.Redis.Tests.Server;
using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Submission;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>Managers that are not ready, that are down or never answer: they are asked again until the time is over.</summary>
public sealed class HttpClientFaultTests : HttpClientFaults
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_answer_that_means_not_now_is_asked_again(int status)
    {
        using var client = Host.HttpClient(network: Network.Answer(status, retryAfter: "0").Answer(status));

        var handle = await client.EnqueueEcho("a", cancellationToken: Stop);

        Assert.Equal((3, false), (Network.Requests, handle.Deduplicated));
        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task A_queue_that_stays_full_is_told_when_the_time_is_over()
    {
        await Host.Store.Routing.PutQueueAsync(new QueueConfig { Name = "full", Paused = true, MaxLength = 1 }, true, Stop);
        using var client = Host.HttpClient(network: Network, retryFor: 6);
        await client.EnqueueNoop(options: new SubmitOptions { Queue = "full" }, cancellationToken: Stop);

        var refused = await Assert.ThrowsAsync<TaskRefusedException>(async () => await client.EnqueueNoop(options: new SubmitOptions { Queue = "full" }, cancellationToken: Stop));

        Assert.Equal((TaskRefusal.QueueFull, TimeSpan.FromSeconds(1)), (refused.Refusal, refused.RetryAfter));
        Assert.True(Network.Requests >= 2, $"{Network.Requests} requests");
    }

    [Fact]
    public async Task A_manager_that_is_down_is_named_when_the_time_is_over()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}/jobs");
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions { Address = address, RetryFor = TimeSpan.FromSeconds(0.5) });

        var down = await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.EnqueueEcho("a", cancellationToken: Stop));

        Assert.Contains($"{address}/", down.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(down.InnerException);
        // One catch serves programs that may use either client.
        Assert.IsAssignableFrom<StoreUnavailableException>(down);
    }

    [Fact]
    public async Task A_manager_that_never_answers_is_given_up()
    {
        var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var options = new JobbersHttpClientOptions
        {
            Address = new Uri($"http://{silent.LocalEndpoint}"),
            Timeout = TimeSpan.FromSeconds(0.2),
            RetryFor = TimeSpan.FromSeconds(0.5),
        };
        using var client = new JobbersHttpClient(options);

        var late = await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.EnqueueEcho("a", cancellationToken: Stop));

        Assert.Contains("no answer within 0.2 s", late.Message, StringComparison.Ordinal);
        silent.Stop();
    }

    [Fact]
    public async Task The_callers_token_ends_the_tries()
    {
        using var client = Host.HttpClient(network: Network.AlwaysAnswer(503), retryFor: 3600);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.EnqueueEcho("a", cancellationToken: limit.Token));

        Assert.Empty(await StoredAsync());
    }
}
