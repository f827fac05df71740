using System.Text.Json;
using System.Threading.Channels;
using StackExchange.Redis;

namespace Benchmarks.Player;

/// <summary>One loop: completes what has ended, claims as many as there are free slots, starts them.</summary>
internal sealed class BareRedisWorker : IAsyncDisposable
{
    private readonly Channel<RedisValue> _ended = Channel.CreateUnbounded<RedisValue>();
    private readonly SemaphoreSlim _bell = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ISubscriber _subscriber;
    private readonly IDatabase _database;
    private readonly byte[] _claim;
    private readonly byte[] _complete;
    private readonly Task _loop;
    private int _free;

    public BareRedisWorker(ConnectionMultiplexer connection, int slots, byte[] claim, byte[] complete)
    {
        (_database, _free, _claim, _complete) = (connection.GetDatabase(), slots, claim, complete);
        _subscriber = connection.GetSubscriber();
        _subscriber.Subscribe(RedisChannel.Literal("bare-bell"), (_, _) => Ring());
        _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Ring();
        await _loop;
        await _subscriber.UnsubscribeAllAsync();
        _stop.Dispose();
        _bell.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var completed = await CompleteAsync();
            var claimed = _free == 0 ? [] : (RedisResult[])(await _database.ScriptEvaluateAsync(_claim, [], [_free]))!;
            for (var i = 0; i < claimed.Length; i += 2)
                Start((RedisValue)claimed[i], (RedisValue)claimed[i + 1]);
            if (completed == 0 && claimed.Length == 0)
                await _bell.WaitAsync(TimeSpan.FromSeconds(1));
        }

        await CompleteAsync();
    }

    private async Task<int> CompleteAsync()
    {
        var ended = new List<RedisValue>();
        while (_ended.Reader.TryRead(out var id))
            ended.Add(id);
        if (ended.Count == 0)
            return 0;
        await _database.ScriptEvaluateAsync(_complete, [], [.. ended]);
        _free += ended.Count;
        return ended.Count;
    }

    private void Start(RedisValue id, RedisValue payload)
    {
        _free--;
        var (at, milliseconds) = Read(payload);
        var run = JobBody.RunAsync(at, milliseconds);
        if (run.IsCompleted)
            _ended.Writer.TryWrite(id);
        else
            _ = EndAsync(id, run);
    }

    private async Task EndAsync(RedisValue id, Task run)
    {
        await run;
        _ended.Writer.TryWrite(id);
        Ring();
    }

    private void Ring()
    {
        if (_bell.CurrentCount == 0)
            _bell.Release();
    }

    private static (long At, int Milliseconds) Read(RedisValue payload)
    {
        var reader = new Utf8JsonReader(((ReadOnlyMemory<byte>)payload).Span);
        reader.Read();
        reader.Read();
        reader.Read();
        var at = reader.GetInt64();
        reader.Read();
        reader.Read();
        return (at, reader.GetInt32());
    }
}
