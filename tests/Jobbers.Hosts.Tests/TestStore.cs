using Jobbers.Redis;
using Jobbers.Redis.Tests.Server;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Hosts.Tests;

/// <summary>A place for tasks that several processes may open: an SQLite file in a folder of its own, or an empty database of the shared redis-server.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SharedRedis? _server;
    private readonly int _database;

    private TestStore(string folder, SharedRedis? server, int database)
    {
        _folder = folder;
        _server = server;
        _database = database;
    }

    public static async Task<TestStore> CreateAsync(string engine)
    {
        var folder = Directory.CreateTempSubdirectory("jobbers-http-").FullName;
        if (engine == "sqlite")
            return new TestStore(folder, null, 0);
        var server = await TestContext.Current.GetFixture<SharedRedis>() ?? throw new InvalidOperationException("the shared redis-server is an assembly fixture");
        var database = server.Rent();
        await using var raw = await ConnectionMultiplexer.ConnectAsync(server.Process.Raw);
        await raw.GetServer(raw.GetEndPoints()[0]).FlushDatabaseAsync(database);
        return new TestStore(folder, server, database);
    }

    /// <summary>Opens it as one process does.</summary>
    public async Task<ITaskStore> OpenAsync()
    {
        var cancelled = TestContext.Current.CancellationToken;
        if (_server is not null)
            return await RedisStore.OpenAsync(RedisProcess.Options(_server.Process.Url(_database)), NullLoggerFactory.Instance, cancelled);
        var options = new SqliteStoreOptions(Path.Combine(_folder, "jobbers.db")) { Durability = SqliteDurability.Normal };
        return await SqliteStore.OpenAsync(options, TimeProvider.System, cancelled);
    }

    public ValueTask DisposeAsync()
    {
        _server?.Return(_database);
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
