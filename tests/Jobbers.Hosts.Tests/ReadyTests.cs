using Jobbers.Redis;
using Jobbers.Redis.Tests.Server;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Hosts.Tests;

/// <summary>What <c>/health/ready</c> says of a store that answers and takes no writes.</summary>
public sealed class ReadyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_an_sqlite_file_that_takes_no_writes_it_is_not_ready_and_says_why()
    {
        SqliteStore? file = null;
        await using var manager = await Manager.StartAsync(wrap: store => file = (SqliteStore)store);
        (await manager.GetAsync("/health/ready")).Is(200);

        await file!.Writer.RunAsync(verbs => verbs.Session.Database.Scalar("PRAGMA query_only = ON"), Ct);

        AssertNotReady(await manager.GetAsync("/health/ready"), "has become read-only");
        (await manager.GetAsync("/queues")).Is(200);
    }

    [Fact]
    public async Task On_a_redis_that_takes_no_writes_it_is_not_ready_and_on_a_full_one_it_warns()
    {
        await using var server = await RedisProcess.StartAsync("--save", "", "--appendonly", "yes");
        await using var store = await RedisStore.OpenAsync(RedisProcess.Options(server.Url()), NullLoggerFactory.Instance, Ct);
        await using var raw = await ConnectionMultiplexer.ConnectAsync(server.Raw);
        var settings = raw.GetServers().Single();
        await using var manager = await Manager.StartAsync(wrap: _ => store);

        await settings.ConfigSetAsync("min-replicas-to-write", 1);
        AssertNotReady(await manager.GetAsync("/health/ready"), "too few replicas");
        (await manager.GetAsync("/queues")).Is(200);

        await settings.ConfigSetAsync("min-replicas-to-write", 0);
        Assert.Empty((await manager.GetAsync("/health/ready")).Is(200).Strings("warnings"));

        await settings.ConfigSetAsync("maxmemory", 1);
        Assert.Contains("out of memory", Assert.Single((await manager.GetAsync("/health/ready")).Is(200).Strings("warnings")), StringComparison.Ordinal);
    }

    private static void AssertNotReady(Answer answer, string reason) =>
        Assert.Contains(reason, answer.IsProblem(503)["detail"].GetString(), StringComparison.Ordinal);
}
