using Hangfire;
using Hangfire.Redis.StackExchange;

namespace Benchmarks.Peers;

/// <summary>A Hangfire server that is started and stopped within one process.</summary>
internal sealed class HangfireWorker(RedisStorage storage, int slots) : IAsyncDisposable
{
    private readonly BackgroundJobServer _server = new(
        new BackgroundJobServerOptions { WorkerCount = slots, StopTimeout = TimeSpan.FromSeconds(5), ShutdownTimeout = TimeSpan.FromSeconds(5) }, storage);

    public async ValueTask DisposeAsync()
    {
        _server.SendStop();
        await _server.WaitForShutdownAsync(CancellationToken.None);
        _server.Dispose();
    }
}
