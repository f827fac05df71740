using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Opening;

/// <summary>Servers that are there and can never be used as they are: TLS that does not fit, a version that is too old, others' keys.</summary>
public sealed class RefusalTests(SharedRedis shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused()
    {
        await using var server = await TlsRedis.StartAsync();
        var refused = await RefusedAsync($"rediss://:secret@127.0.0.1:{server.Port}");
        Assert.Contains("certificate is not trusted", refused.Message);
        Assert.Contains($"127.0.0.1:{server.Port}", refused.Message);
        Assert.DoesNotContain("secret", refused.ToString());
    }

    [Fact]
    public async Task A_server_with_tls_is_refused_for_a_url_without()
    {
        await using var server = await TlsRedis.StartAsync();
        var refused = await RefusedAsync($"redis://127.0.0.1:{server.Port}");
        Assert.Contains("rediss://", refused.Message);
    }

    [Fact]
    public async Task A_server_without_tls_is_refused_for_a_url_with_tls()
    {
        var refused = await RefusedAsync($"rediss://127.0.0.1:{shared.Process.Port}");
        Assert.Contains("TLS", refused.Message);
    }

    [Fact]
    public async Task An_older_server_is_refused_by_its_version()
    {
        await using var older = new OlderRedis(shared.Process.Port);
        var refused = await RefusedAsync($"redis://127.0.0.1:{older.Port}");
        Assert.Contains("version 6.2", refused.Message);
        Assert.Contains("7.0 or later is needed", refused.Message);
    }

    [Fact]
    public async Task The_keys_of_others_are_left_alone_and_spoken_of()
    {
        await using var server = await RedisProcess.StartAsync();
        await using var raw = await ConnectionMultiplexer.ConnectAsync(server.Raw);
        await raw.GetDatabase().StringSetAsync("session:1", "theirs");
        var log = new LinesLogged();
        await using (await RedisStore.OpenAsync(RedisProcess.Options(server.Url()), log, Ct))
            Assert.Contains("1 keys of something else", Assert.Single(log.Lines));
        Assert.Equal("theirs", await raw.GetDatabase().StringGetAsync("session:1"));
    }

    private static async Task<StoreRefusedException> RefusedAsync(string url)
    {
        // Where the two sides speak differently neither answers: the time is sat out.
        var options = RedisProcess.Options(url) with { ConnectTimeout = TimeSpan.FromSeconds(20) };
        return await Assert.ThrowsAsync<StoreRefusedException>(async () => await RedisStore.OpenAsync(options, NullLoggerFactory.Instance, Ct));
    }
}
