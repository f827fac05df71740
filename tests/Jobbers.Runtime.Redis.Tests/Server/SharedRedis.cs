using System.Collections.Concurrent;

namespace Jobbers.Redis.Tests.Server;

/// <summary>One server for all tests; each test has a database of its own.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    private readonly ConcurrentQueue<int> _free = new(Enumerable.Range(0, 64));
    private RedisProcess? _process;

    public RedisProcess Process => _process ?? throw new InvalidOperationException("the server is started before the tests");

    public async ValueTask InitializeAsync() => _process = await RedisProcess.StartAsync();

    public int Rent() => _free.TryDequeue(out var database) ? database : throw new InvalidOperationException("more than 64 tests at once");

    public void Return(int database) => _free.Enqueue(database);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
