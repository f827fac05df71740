using Jobbers.Redis.Tests.Server;
using Jobbers.Redis.Tests.Violations;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using Storage.Conformance;

namespace Jobbers.Redis.Tests;

/// <summary>A store in an empty database of the shared server, its clock a key that the test's clock include reads: it stands still until it is moved.</summary>
public sealed class RedisHarness : StoreHarness
{
    /// <summary>What scripts take for the clock under test.</summary>
    public const string Clock = """
        local function read_clock()
          now = 1772366400000000 + (tonumber(call('GET', KEYS[1] .. 'clock-offset')) or 0)
          now_text = string.format('%.0f', now)
        end
        """;

    private readonly SharedRedis _server;
    private readonly int _number;
    private readonly ConnectionMultiplexer _raw;
    private readonly RedisStore _store;

    private RedisHarness(SharedRedis server, int number, ConnectionMultiplexer raw, RedisStore store)
    {
        _server = server;
        _number = number;
        _raw = raw;
        _store = store;
    }

    internal override ITaskStore Store => _store;

    /// <summary>The database behind the store.</summary>
    public IDatabase Raw => _raw.GetDatabase(_number);

    /// <summary>The server behind the store.</summary>
    public IServer RawServer => _raw.GetServer(_raw.GetEndPoints()[0]);

    public static async ValueTask<StoreHarness> OpenAsync(SharedRedis server) => await OpenRawAsync(server);

    public static async ValueTask<RedisHarness> OpenRawAsync(SharedRedis server)
    {
        var number = server.Rent();
        var raw = await ConnectionMultiplexer.ConnectAsync(server.Process.Raw);
        await raw.GetServer(raw.GetEndPoints()[0]).FlushDatabaseAsync(number);
        try
        {
            return new RedisHarness(server, number, raw, await OpenStoreAsync(server.Process.Url(number)));
        }
        catch
        {
            await raw.DisposeAsync();
            server.Return(number);
            throw;
        }
    }

    internal static ValueTask<RedisStore> OpenStoreAsync(string url) => RedisStore.OpenAsync(
        new RedisStoreOptions { Url = url, ClockInclude = Clock, ConnectTimeout = RedisProcess.Patience, CallTimeout = RedisProcess.Patience }, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    internal override async ValueTask AdvanceAsync(TimeSpan by) =>
        await Raw.StringIncrementAsync(RedisKeys.Tag + "clock-offset", by.Ticks / TimeSpan.TicksPerMicrosecond);

    internal override async ValueTask<ITaskStore> OpenSecondAsync() => await OpenStoreAsync(_server.Process.Url(_number));

    internal override async ValueTask<IReadOnlyList<string>> FindViolationsAsync() =>
        new ContentCheck(await RawContent.ReadAsync(RawServer, Raw)).Find();

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _raw.DisposeAsync();
        _server.Return(_number);
    }
}
