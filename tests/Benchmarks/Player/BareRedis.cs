using System.Text;
using StackExchange.Redis;

namespace Benchmarks.Player;

/// <summary>
/// The ceiling: what StackExchange.Redis and three scripts can do with one hash a job, a list, and no features at all. What it does not have:
/// leases, fences, retries, counts, history, priorities, cancels, validation.
/// </summary>
internal sealed class BareRedis : IContestant
{
    private const int Batch = 100;

    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;
    private byte[] _enqueue = [];
    private byte[] _claim = [];
    private byte[] _complete = [];

    private BareRedis(ConnectionMultiplexer connection)
    {
        _connection = connection;
        _database = connection.GetDatabase();
    }

    public static async Task<IContestant> OpenAsync(string endpoint)
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(endpoint);
        return new BareRedis(connection)
        {
            _enqueue = await LoadAsync(connection, """
                for i = 1, #ARGV, 2 do
                  redis.call('HSET', 'bare:' .. ARGV[i], 'n', 'bench', 'a', ARGV[i + 1], 's', 's')
                  redis.call('LPUSH', 'bare-queue', ARGV[i])
                end
                redis.call('PUBLISH', 'bare-bell', '')
                """),
            _claim = await LoadAsync(connection, """
                local ids = redis.call('RPOP', 'bare-queue', ARGV[1])
                local out = {}
                for i, id in ipairs(ids or {}) do
                  redis.call('HSET', 'bare:' .. id, 's', 'r')
                  out[#out + 1] = id
                  out[#out + 1] = redis.call('HGET', 'bare:' .. id, 'a')
                end
                return out
                """),
            _complete = await LoadAsync(connection, """
                for i = 1, #ARGV do redis.call('HSET', 'bare:' .. ARGV[i], 's', 'c') end
                return redis.call('INCRBY', 'bare-completed', #ARGV)
                """),
        };
    }

    public Task EnqueueAsync(Job job) => _database.ScriptEvaluateAsync(_enqueue, [], [Ulid.NewUlid().ToString(), Payload(job)]);

    public async Task EnqueueManyAsync(IReadOnlyList<Job> jobs)
    {
        var sent = new Queue<Task>();
        foreach (var batch in jobs.Chunk(Batch))
        {
            var values = new RedisValue[batch.Length * 2];
            for (var i = 0; i < batch.Length; i++)
                (values[i * 2], values[i * 2 + 1]) = (Ulid.NewUlid().ToString(), Payload(batch[i]));
            sent.Enqueue(_database.ScriptEvaluateAsync(_enqueue, [], values));
            if (sent.Count >= 4)
                await sent.Dequeue();
        }

        await Task.WhenAll(sent);
    }

    public Task<IAsyncDisposable> StartWorkerAsync(int slots) =>
        Task.FromResult<IAsyncDisposable>(new BareRedisWorker(_connection, slots, _claim, _complete));

    public async Task<long> CompletedAsync() => (long)await _database.StringGetAsync("bare-completed");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static byte[] Payload(Job job) => Encoding.UTF8.GetBytes($$"""{"at":{{job.At}},"milliseconds":{{job.Milliseconds}},"text":"{{job.Text}}"}""");

    private static async Task<byte[]> LoadAsync(ConnectionMultiplexer connection, string script) =>
        Convert.FromHexString((string)(await connection.GetDatabase().ExecuteAsync("SCRIPT", "LOAD", script))!);
}
