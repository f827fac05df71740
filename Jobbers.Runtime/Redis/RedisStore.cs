using Jobbers.Redis.Directing;
using Jobbers.Redis.Executing;
using Jobbers.Redis.Keeping;
using Jobbers.Redis.Reading;
using Jobbers.Redis.Scripting;
using Jobbers.Redis.Submitting;
using Jobbers.Redis.Watching;
using Jobbers.Storage;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>The store on a standalone Redis 7.0 or later, or Valkey 7.2 or later.</summary>
internal sealed class RedisStore : ITaskStore
{
    private readonly ConnectionMultiplexer _connection;
    private readonly HeartbeatConnection _heartbeats;
    private readonly ServerRestarts _restarts;

    internal RedisStore(
        string description, ConnectionMultiplexer connection, ScriptRunner runner, HeartbeatConnection heartbeats, RedisRouting routing,
        RedisSignals signals, ServerRestarts restarts)
    {
        Description = description;
        _connection = connection;
        _heartbeats = heartbeats;
        _restarts = restarts;
        Submission = new RedisSubmission(runner, restarts.IsBackAsync);
        Execution = new RedisExecution(runner, heartbeats);
        Upkeep = new RedisUpkeep(runner);
        Queries = new RedisQueries(runner);
        Routing = routing;
        Changes = new RedisChangeFeed(runner);
        Signals = signals;
    }

    public string Description { get; }

    public ISubmissionStore Submission { get; }

    public IExecutionStore Execution { get; }

    public IUpkeepStore Upkeep { get; }

    public ITaskQueries Queries { get; }

    public IRoutingStore Routing { get; }

    public ISignals Signals { get; }

    public IChangeFeed Changes { get; }

    /// <summary>Connects, checks server and format, loads the scripts and creates the default queue.</summary>
    /// <param name="options">Where.</param>
    /// <param name="loggers">For warnings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreRefusedException">It can never work as configured; the message says what to correct.</exception>
    /// <exception cref="StoreUnavailableException">It does not answer now; try again later.</exception>
    public static ValueTask<RedisStore> OpenAsync(RedisStoreOptions options, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        new StoreOpening(options, loggers.CreateLogger("Jobbers.Redis")).OpenAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _restarts.DisposeAsync();
        await _heartbeats.DisposeAsync();
        await _connection.CloseAsync(allowCommandsToComplete: true);
        await _connection.DisposeAsync();
    }
}
