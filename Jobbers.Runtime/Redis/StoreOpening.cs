using System.Diagnostics;
using Jobbers.Redis.Directing;
using Jobbers.Redis.Executing;
using Jobbers.Redis.Keeping;
using Jobbers.Redis.Scripting;
using Jobbers.Redis.Watching;
using Jobbers.Storage;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>Opens the store: one connection for calls and hints, the scripts, the checks.</summary>
internal sealed class StoreOpening(RedisStoreOptions options, ILogger logger)
{
    private const int OldestMajor = 7;

    private static readonly TimeSpan SubscribePause = TimeSpan.FromMilliseconds(10);

    public async ValueTask<RedisStore> OpenAsync(CancellationToken cancellationToken)
    {
        var configuration = Configure(RedisUrl.Parse(options.Url, options.Setting));
        var place = RedisUrl.Describe(configuration);
        var errors = new RedisErrors(place, options.Setting);
        ConnectionMultiplexer? connection = null;
        try
        {
            connection = await ConnectionMultiplexer.ConnectAsync(configuration).WaitAsync(cancellationToken);
            return await OpenAsync(configuration, connection, place, errors, cancellationToken);
        }
        catch (Exception exception)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            if (RedisErrors.IsRedis(exception))
                throw await ExplainAsync(configuration, errors, place, exception);
            // What the runner already said, with the first connection's view of it.
            if (exception is StoreUnavailableException { InnerException: { } inner })
                throw errors.AtOpen(inner);
            throw;
        }
    }

    private async ValueTask<RedisStore> OpenAsync(
        ConfigurationOptions configuration, ConnectionMultiplexer connection, string place, RedisErrors errors, CancellationToken cancellationToken)
    {
        var scripts = new StoreScripts(new ScriptSource(options.ClockInclude));
        var runner = new ScriptRunner(connection.GetDatabase(), scripts, errors);
        var run = await CheckServerAsync(runner, place, cancellationToken);
        await CheckFormatAsync(runner, place, cancellationToken);
        var signals = new RedisSignals(connection.GetSubscriber(), RedisKeys.Signals(runner.Database.Database));
        await SubscribeAsync(signals, cancellationToken);
        var routing = new RedisRouting(runner);
        var restarts = new ServerRestarts(connection, runner, routing, run, place, logger);
        return new RedisStore(place, connection, runner, new HeartbeatConnection(configuration, scripts, errors), routing, signals, restarts);
    }

    /// <summary>The client subscribes on a second connection, which may come up a moment after the first.</summary>
    private async ValueTask SubscribeAsync(RedisSignals signals, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!signals.CanSubscribe && waited.Elapsed < options.ConnectTimeout)
            await Task.Delay(SubscribePause, cancellationToken);
        await signals.SubscribeAsync();
    }

    /// <summary>The client says little of a failed handshake: look whether the server would speak the other way.</summary>
    private async ValueTask<Exception> ExplainAsync(
        ConfigurationOptions configuration, RedisErrors errors, string place, Exception exception)
    {
        var explained = errors.AtOpen(exception);
        if (explained is not StoreUnavailableException)
            return explained;
        var server = configuration.EndPoints[0];
        if (configuration.Ssl)
        {
            return await TlsProbe.AnswersWithoutTlsAsync(server, options.ConnectTimeout)
                ? new StoreRefusedException($"Redis at {place} does not speak TLS: use redis:// for a server without TLS", exception)
                : explained;
        }

        return await TlsProbe.AnswersWithTlsAsync(server, options.ConnectTimeout)
            ? new StoreRefusedException($"Redis at {place} speaks TLS only: use rediss:// in {options.Setting}", exception)
            : explained;
    }

    private ConfigurationOptions Configure(ConfigurationOptions configuration)
    {
        configuration.ClientName ??= options.ClientName;
        configuration.ConnectTimeout = (int)options.ConnectTimeout.TotalMilliseconds;
        configuration.AsyncTimeout = (int)options.CallTimeout.TotalMilliseconds;
        configuration.SyncTimeout = (int)options.CallTimeout.TotalMilliseconds;
        configuration.AbortOnConnectFail = true;
        configuration.CommandMap = ScriptRunner.Commands(configuration.CommandMap);
        configuration.ConnectRetry = 1;
        // INFO and CONFIG GET count as admin commands there; nothing else of that kind is called.
        configuration.AllowAdmin = true;
        configuration.IncludeDetailInExceptions = false;
        // Nothing is kept for a connection to come back: a call fails at once, and the loops try again.
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ReconnectRetryPolicy = new LinearRetry(500);
        return configuration;
    }

    /// <returns>The server's run.</returns>
    private static async ValueTask<string> CheckServerAsync(ScriptRunner runner, string place, CancellationToken cancellationToken)
    {
        var info = await ServerHealth.ReadServerAsync(runner, cancellationToken);
        var major = ServerHealth.MajorVersion(info);
        if (major is > 0 and < OldestMajor)
        {
            throw new StoreRefusedException(
                $"Redis at {place} is version {ServerHealth.Field(info, "redis_version")}: version {OldestMajor}.0 or later is needed");
        }

        if (ServerHealth.Field(info, "redis_mode") == "cluster")
            throw new StoreRefusedException($"Redis at {place} is a Redis Cluster, which is not supported: use a standalone server");
        return ServerHealth.Run(info);
    }

    private async ValueTask CheckFormatAsync(ScriptRunner runner, string place, CancellationToken cancellationToken)
    {
        var format = await StoreFormat.OpenAsync(runner, cancellationToken);
        if (!format.IsKnown)
        {
            throw new StoreRefusedException(
                $"Redis at {place} holds a store of format {format.Version} with {format.Partitions} partitions; this program reads format "
                + $"{RedisKeys.FormatVersion} with {RedisKeys.Partitions}: use the version of Jobbers that wrote it, or another database");
        }

        if (!format.IsNew)
            return;
        // A new store has four keys: meta, routing, queues, and the default queue.
        var keys = (long)await runner.Database.ExecuteAsync("DBSIZE").WaitAsync(cancellationToken);
        if (keys > 4)
            RedisLog.SharedDatabase(logger, place, keys - 4, RedisKeys.Tag);
    }
}
