using Jobbers.Redis.Directing;
using Jobbers.Redis.Keeping;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>
/// A server that was started anew may have come back without its data. Then nothing would be accepted or claimed until some process starts anew too:
/// so what every start makes sure of is made sure of again.
/// </summary>
internal sealed class ServerRestarts : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ConnectionMultiplexer _connection;
    private readonly ScriptRunner _runner;
    private readonly RedisRouting _routing;
    private readonly ILogger _logger;
    private readonly string _place;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private string _run;
    private Task _checks = Task.CompletedTask;

    /// <summary>Watches a connection.</summary>
    /// <param name="connection">Of the calls.</param>
    /// <param name="runner">Makes them.</param>
    /// <param name="routing">Knows the queues.</param>
    /// <param name="run">The server's run that was opened; empty where it does not tell, and then nothing is watched.</param>
    /// <param name="place">Where the server is, without secrets.</param>
    /// <param name="logger">For the warning.</param>
    public ServerRestarts(ConnectionMultiplexer connection, ScriptRunner runner, RedisRouting routing, string run, string place, ILogger logger)
    {
        (_connection, _runner, _routing, _run, _place, _logger) = (connection, runner, routing, run, place, logger);
        if (run.Length > 0)
            connection.ConnectionRestored += OnRestored;
    }

    /// <summary>
    /// Looks after a queue that a call did not find. The event that a server was started anew comes a moment after the first calls get through: without
    /// this they would be told that there is no such queue, which is not so for long.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it may be there now; false for queues that this process did not ask for.</returns>
    /// <exception cref="StoreUnavailableException">Redis does not answer now.</exception>
    public async ValueTask<bool> IsBackAsync(string queue, CancellationToken cancellationToken)
    {
        if (!_routing.Needs(queue) || _run.Length == 0)
            return false;
        try
        {
            await CheckAsync(cancellationToken);
        }
        catch (Exception failure) when (RedisErrors.IsRedis(failure))
        {
            throw _runner.Unavailable(failure);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _connection.ConnectionRestored -= OnRestored;
        await _closing.CancelAsync();
        Task checks;
        lock (_gate)
            checks = _checks;
        await checks;
        _closing.Dispose();
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored)
    {
        if (restored.ConnectionType != ConnectionType.Interactive)
            return;
        lock (_gate)
            _checks = CheckAfterAsync(_checks);
    }

    /// <summary>One after the other: the server may go again while one is checked.</summary>
    private async Task CheckAfterAsync(Task earlier)
    {
        await earlier;
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await CheckAsync(_closing.Token);
                return;
            }
            catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException || RedisErrors.IsRedis(failure))
            {
                // It still loads its data, is gone again, or the store was closed.
                await Task.Delay(Pause, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var run = ServerHealth.Run(await ServerHealth.ReadServerAsync(_runner, cancellationToken));
        if (run == _run)
            return;
        var format = await StoreFormat.OpenAsync(_runner, cancellationToken);
        if (!format.IsKnown)
            return;
        if (format.IsNew)
            RedisLog.Emptied(_logger, _place);
        await _routing.EnsureAgainAsync(cancellationToken);
        _run = run;
    }
}
