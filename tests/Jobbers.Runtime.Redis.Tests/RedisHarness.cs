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
          now = 1772366400000000 + (tonumber(call('GET', P .. 'clock-offset')) or 0)
          now_text = string.format('%.0f', now)
        end
        """;

    private readonly SharedRedis _server;
    private readonly int _number;
    private readonly ConnectionMultiplexer _raw;
    private readonly RedisStore _store;
    private readonly bool _isAlone;
    private bool _refuses;

    private RedisHarness(SharedRedis server, int number, ConnectionMultiplexer raw, RedisStore store, bool isAlone)
    {
        _isAlone = isAlone;
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

    /// <summary>On a server of its own, whose settings a test may change.</summary>
    public static async ValueTask<StoreHarness> OpenAloneAsync()
    {
        var server = new SharedRedis();
        await server.InitializeAsync();
        try
        {
            return await OpenRawAsync(server, isAlone: true);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static ValueTask<RedisHarness> OpenRawAsync(SharedRedis server) => OpenRawAsync(server, isAlone: false);

    private static async ValueTask<RedisHarness> OpenRawAsync(SharedRedis server, bool isAlone)
    {
        var number = server.Rent();
        var raw = await ConnectionMultiplexer.ConnectAsync(server.Process.Raw);
        await raw.GetServer(raw.GetEndPoints()[0]).FlushDatabaseAsync(number);
        try
        {
            return new RedisHarness(server, number, raw, await OpenStoreAsync(server.Process.Url(number)), isAlone);
        }
        catch
        {
            await raw.DisposeAsync();
            server.Return(number);
            throw;
        }
    }

    internal static ValueTask<RedisStore> OpenStoreAsync(string url) => RedisStore.OpenAsync(
        RedisProcess.Options(url) with { ClockInclude = Clock }, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    internal override async ValueTask AdvanceAsync(TimeSpan by)
    {
        // The clock is a key, which moves by a write.
        if (_refuses)
            await NeedReplicasAsync(0);
        await Raw.StringIncrementAsync(RedisKeys.Tag + "clock-offset", by.Ticks / TimeSpan.TicksPerMicrosecond);
        if (_refuses)
            await NeedReplicasAsync(1);
    }

    internal override async ValueTask RefuseWritesAsync(bool refuses)
    {
        if (!_isAlone)
            throw new InvalidOperationException("the other tests' server must take writes: open a harness with a server of its own");
        _refuses = refuses;
        await NeedReplicasAsync(refuses ? 1 : 0);
    }

    private async Task NeedReplicasAsync(int count) => await RawServer.ConfigSetAsync("min-replicas-to-write", count);

    internal override async ValueTask<ITaskStore> OpenSecondAsync() => await OpenStoreAsync(_server.Process.Url(_number));

    internal override async ValueTask<IReadOnlyList<string>> FindViolationsAsync() =>
        new ContentCheck(await RawContent.ReadAsync(RawServer, Raw)).Find();

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _raw.DisposeAsync();
        _server.Return(_number);
        if (_isAlone)
            await _server.DisposeAsync();
    }
}
