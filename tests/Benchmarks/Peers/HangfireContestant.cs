using Benchmarks.Player;
using Hangfire;
using Hangfire.Redis.StackExchange;
using Hangfire.States;

namespace Benchmarks.Peers;

/// <summary>Hangfire 1.8 on Hangfire.Redis.StackExchange: one worker thread a slot; it has no call for many jobs at once (that is in the paid edition).</summary>
internal sealed class HangfireContestant : IContestant
{
    private readonly RedisStorage _storage;
    private readonly BackgroundJobClient _client;

    public HangfireContestant(string endpoint)
    {
        ThreadPool.SetMinThreads(64, 16);
        _storage = new RedisStorage(endpoint, new RedisStorageOptions { SucceededListSize = 100_000 });
        _client = new BackgroundJobClient(_storage);
    }

    public Task EnqueueAsync(Job job)
    {
        var (at, milliseconds, text) = job;
        _client.Create(() => HangfireJob.Run(at, milliseconds, text), new EnqueuedState());
        return Task.CompletedTask;
    }

    public Task EnqueueManyAsync(IReadOnlyList<Job> jobs) => throw new NotSupportedException("no bulk call");

    public Task<IAsyncDisposable> StartWorkerAsync(int slots)
    {
        if (slots > 200)
            throw new NotSupportedException("a thread a job");
        return Task.FromResult<IAsyncDisposable>(new HangfireWorker(_storage, slots));
    }

    public Task<long> CompletedAsync() => Task.FromResult(_storage.GetMonitoringApi().GetStatistics().Succeeded);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
