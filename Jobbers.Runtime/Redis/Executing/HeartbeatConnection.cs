using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>
/// The heartbeat loop's own connection, opened at the first heartbeat: its calls wait behind no other, and block no longer than the deadline.
/// </summary>
internal sealed class HeartbeatConnection(ConfigurationOptions options, StoreScripts scripts, RedisErrors errors) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private ConnectionMultiplexer? _connection;
    private ScriptRunner? _runner;
    private int _deadline;
    private bool _closed;

    /// <exception cref="StoreUnavailableException">It cannot be opened now.</exception>
    public ScriptRunner Open(TimeSpan deadline)
    {
        var milliseconds = Math.Max(1, (int)deadline.TotalMilliseconds);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_runner is { } open && _deadline == milliseconds)
                return open;
            _connection?.Dispose();
            _runner = null;
            _connection = Connect(milliseconds);
            _deadline = milliseconds;
            return _runner = new ScriptRunner(_connection.GetDatabase(), scripts, errors);
        }
    }

    public async ValueTask DisposeAsync()
    {
        ConnectionMultiplexer? connection;
        lock (_gate)
        {
            _closed = true;
            connection = _connection;
            _connection = null;
            _runner = null;
        }

        if (connection is not null)
            await connection.DisposeAsync();
    }

    private ConnectionMultiplexer Connect(int milliseconds)
    {
        var own = options.Clone();
        own.ClientName = options.ClientName + "-heartbeat";
        own.SyncTimeout = milliseconds;
        own.ConnectTimeout = Math.Min(own.ConnectTimeout, milliseconds);
        try
        {
            return ConnectionMultiplexer.Connect(own);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }
}
