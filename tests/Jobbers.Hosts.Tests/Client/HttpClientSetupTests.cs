using System.Collections.Concurrent;
using Jobbers.Setup;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

public sealed class HttpClientSetupTests
{
    [Fact]
    public async Task One_line_gives_a_program_the_client()
    {
        await using var host = await ClientHost.StartAsync("sqlite");
        await using var services = new ServiceCollection()
            .AddJobbersHttpClient(options => (options.Address, options.ApiKey) = (host.Address, ClientHost.KeyOf("submitter")))
            .BuildServiceProvider();

        var client = services.GetRequiredService<JobbersClient>();

        Assert.Same(services.GetRequiredService<JobbersHttpClient>(), client);
        Assert.Equal("a", (await (await client.EnqueueEcho("a", cancellationToken: TestContext.Current.CancellationToken)).ResultAsync(TestContext.Current.CancellationToken)).Value);
    }

    [Theory]
    [InlineData("ftp://x", "k", 1, 1, "Address")]
    [InlineData("http://user@x", "k", 1, 1, "Address")]
    [InlineData("http://x?a=b", "k", 1, 1, "Address")]
    [InlineData("http://x", "", 1, 1, "ApiKey")]
    [InlineData("http://x", "s3cret key", 1, 1, "ApiKey")]
    [InlineData("http://x", "k", 0.01, 1, "Timeout")]
    [InlineData("http://x", "k", 1, -1, "RetryFor")]
    [InlineData("http://x", "k", 1, 4000, "RetryFor")]
    public void A_bad_option_is_named_at_start_and_the_key_is_not(string address, string key, double timeout, double retryFor, string name)
    {
        var options = new JobbersHttpClientOptions
        {
            Address = new Uri(address),
            ApiKey = key,
            Timeout = TimeSpan.FromSeconds(timeout),
            RetryFor = TimeSpan.FromSeconds(retryFor),
        };

        var refused = Assert.Throws<ArgumentException>(() => new JobbersHttpClient(options));

        Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", $"{refused} {options}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_is_left_alone_for_as_long_as_it_asked()
    {
        var time = new WatchedTime();
        using var network = new FaultyNetwork().Answer(503, retryAfter: "7").Answer(401);
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions(), network.CreateClient(), time);

        var call = client.GetAsync(Ulid.NewUlid(), TestContext.Current.CancellationToken).AsTask();
        await time.UntilTimerAsync(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));
        time.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        Assert.Equal(1, network.Requests);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(401, (await Assert.ThrowsAsync<ManagerRefusedException>(() => call)).Status);
        Assert.Equal(2, network.Requests);
    }

    [Fact]
    public async Task One_that_asks_for_longer_than_there_is_time_is_not_waited_for()
    {
        using var network = new FaultyNetwork().Answer(503, retryAfter: "3600");
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions(), network.CreateClient(), new FakeTimeProvider());

        await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.GetAsync(Ulid.NewUlid(), TestContext.Current.CancellationToken));

        Assert.Equal(1, network.Requests);
    }

    /// <summary>A clock in the test's hand that tells which timers were set: only a pause that has begun is ended by moving the clock.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly ConcurrentQueue<TimeSpan> _timers = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Enqueue(dueTime);
            return timer;
        }

        public async Task UntilTimerAsync(TimeSpan least, TimeSpan most)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!_timers.Any(due => due >= least && due <= most))
                await Task.Delay(5, limit.Token);
        }
    }
}
