using Jobbers.Redis.Keeping;
using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Opening;

/// <summary>What can never work is refused with a sentence that names place and remedy; what may work later is said to be unavailable.</summary>
public sealed class OpeningTests(SharedRedis shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("redis://:wrong-secret@127.0.0.1:{0}", "password")]
    [InlineData("redis://nobody:wrong-secret@127.0.0.1:{0}", "password")]
    [InlineData("redis://127.0.0.1:{0}", "password")]
    public async Task A_wrong_or_missing_password_is_refused(string url, string remedy)
    {
        await using var server = await RedisProcess.StartAsync("--requirepass", "right-secret");
        var refused = await RefusedAsync(string.Format(null, url, server.Port));
        Assert.Contains(remedy, refused.Message);
        Assert.Contains($"127.0.0.1:{server.Port}", refused.Message);
        Assert.DoesNotContain("secret", refused.ToString());
    }

    [Fact]
    public async Task The_right_password_opens()
    {
        await using var server = await RedisProcess.StartAsync("--requirepass", "right-secret");
        await using var store = await OpenAsync($"redis://:right-secret@127.0.0.1:{server.Port}");
        Assert.Equal($"redis://127.0.0.1:{server.Port}", store.Description);
        Assert.Equal(SubmitKind.Accepted, (await store.Submission.SubmitAsync([NewTasks.One()], Ct))[0].Kind);
        store.Execution.Heartbeat(NewTasks.Report("w"), RedisProcess.Patience);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_refused()
    {
        var refused = await RefusedAsync(shared.Process.Url(database: 999));
        Assert.Contains("no database of that number", refused.Message);
    }

    [Fact]
    public async Task A_store_of_another_format_is_refused_and_left_alone()
    {
        await using var server = await RedisProcess.StartAsync();
        await using var raw = await ConnectionMultiplexer.ConnectAsync(server.Raw);
        await raw.GetDatabase().HashSetAsync(RedisKeys.Meta, [new HashEntry("version", "99"), new HashEntry("partitions", "1")]);

        var refused = await RefusedAsync(server.Url());
        Assert.Contains("format 99", refused.Message);
        Assert.Equal(1, (long)await raw.GetDatabase().ExecuteAsync("DBSIZE"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable_and_not_refused()
    {
        var server = await RedisProcess.StartAsync();
        await server.DisposeAsync();
        var unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await OpenAsync(server.Url()));
        Assert.Contains($"127.0.0.1:{server.Port}", unavailable.Message);
    }

    [Fact]
    public async Task A_second_opening_finds_what_the_first_one_left()
    {
        await using var server = await RedisProcess.StartAsync();
        var request = NewTasks.One();
        await using (var first = await OpenAsync(server.Url()))
            await first.Submission.SubmitAsync([request], Ct);
        await using var second = await OpenAsync(server.Url());
        Assert.NotNull((await second.Queries.GetAsync([request.Id], Ct))[0]);
    }

    [Theory]
    [InlineData("redis_version:6.2.14\r\nredis_mode:standalone", 6)]
    [InlineData("redis_version:7.0.15\r\n", 7)]
    [InlineData("something:else", 0)]
    public void The_version_is_read_from_what_the_server_says(string info, int major) => Assert.Equal(major, ServerHealth.MajorVersion(info));

    [Fact]
    public async Task Missing_persistence_and_eviction_are_warned_of()
    {
        await using var server = await RedisProcess.StartAsync("--save", "", "--appendonly", "no", "--maxmemory-policy", "allkeys-lru");
        await using var store = await OpenAsync(server.Url());
        var warnings = (await store.Upkeep.CheckAsync(Ct)).Warnings;
        Assert.Equal(2, warnings.Count);
        Assert.Contains(warnings, warning => warning.Contains("allkeys-lru", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("appendonly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_durable_server_is_not_warned_of()
    {
        await using var server = await RedisProcess.StartAsync("--appendonly", "yes");
        await using var store = await OpenAsync(server.Url());
        Assert.Empty((await store.Upkeep.CheckAsync(Ct)).Warnings);
    }

    private static async Task<StoreRefusedException> RefusedAsync(string url) =>
        await Assert.ThrowsAsync<StoreRefusedException>(async () => await OpenAsync(url));

    private static ValueTask<RedisStore> OpenAsync(string url) =>
        RedisStore.OpenAsync(RedisProcess.Options(url), NullLoggerFactory.Instance, Ct);
}
