using Jobbers.Hosts.CommandLine;
using Jobbers.Redis;
using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary>What the cleaner refuses before it opens a store, and where it must start all the same.</summary>
public sealed class CleanerVerbTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--json says what one pass did", "--interval", "60", "--json")]
    [InlineData("--min-queue-age lies after --max-queue-age", "--cancel-waiting", "--min-queue-age", "200", "--max-queue-age", "100")]
    [InlineData("need --cancel-waiting", "--min-queue-age", "100")]
    [InlineData("--interval must be from 1 to 86400 seconds", "--interval", "0.5")]
    [InlineData("--stale-time is -1: it must be seconds from 0", "--stale-time", "-1")]
    public async Task An_option_that_cannot_be_meant_is_refused(string said, params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await new JobbersCommand(static _ => { }).RunAsync(["cleaner", .. options], output, error);

        Assert.Equal((2, ""), (code, output.ToString()));
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cleaner_starts_on_a_redis_that_is_full()
    {
        await using var server = await RedisProcess.StartAsync();
        await using var store = await RedisStore.OpenAsync(RedisProcess.Options(server.Url()), NullLoggerFactory.Instance, Ct);
        var request = new SubmitRequest { Id = Ulid.NewUlid(), Name = "echo", Version = 1, Queue = "default", Parameters = "{}"u8.ToArray() };
        await store.Submission.SubmitAsync([request], Ct);
        await new FakeWorker(store).CompleteAsync("default");
        await using (var raw = await ConnectionMultiplexer.ConnectAsync(server.Raw))
            await raw.GetServers().Single().ConfigSetAsync("maxmemory", 1);
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await new JobbersCommand(static _ => { }).RunAsync(
            ["cleaner", "--store", server.Url(), "--completed-task-age", "0"], output, error);

        Assert.Equal((0, ""), (code, error.ToString()));
        Assert.Null(Assert.Single(await store.Queries.GetAsync([request.Id], Ct)));
    }
}
