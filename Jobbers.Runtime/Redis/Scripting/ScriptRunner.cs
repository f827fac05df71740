using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Scripting;

/// <summary>
/// Calls scripts by hash; loads one that the server does not know (restarted, <c>SCRIPT FLUSH</c>) and calls it again. Errors become
/// <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class ScriptRunner(IDatabase database, StoreScripts scripts, RedisErrors errors)
{
    public StoreScripts Scripts => scripts;

    public IDatabase Database => database;

    /// <summary>The channel hints go over.</summary>
    public RedisValue Channel { get; } = RedisKeys.Signals(database.Database);

    /// <summary>Calls a script. Cancelling ends the wait, not a call that was sent.</summary>
    /// <exception cref="StoreUnavailableException">Redis did not answer, or answered an error. The call may have been applied.</exception>
    public async Task<RedisResult> RunAsync(StoreScript script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        try
        {
            var reply = database.ScriptEvaluateAsync(script.Hash, keys, values);
            return await (cancellationToken.CanBeCanceled ? reply.WaitAsync(cancellationToken) : reply);
        }
        catch (RedisServerException exception) when (IsUnknown(exception))
        {
            return await LoadAndRunAsync(script, keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    /// <summary>Calls a script and blocks; for the heartbeat loop's own thread.</summary>
    public RedisResult Run(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return database.ScriptEvaluate(script.Hash, keys, values);
        }
        catch (RedisServerException exception) when (IsUnknown(exception))
        {
            return LoadAndRun(script, keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    /// <summary>Awaits a plain command, with the same errors as scripts.</summary>
    public async Task<T> AwaitAsync<T>(Task<T> command, CancellationToken cancellationToken)
    {
        try
        {
            return await (cancellationToken.CanBeCanceled ? command.WaitAsync(cancellationToken) : command);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    private static bool IsUnknown(RedisServerException exception) => exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal);

    private async Task<RedisResult> LoadAndRunAsync(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            await database.ExecuteAsync("SCRIPT", "LOAD", script.Text);
            return await database.ScriptEvaluateAsync(script.Hash, keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    private RedisResult LoadAndRun(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            database.Execute("SCRIPT", "LOAD", script.Text);
            return database.ScriptEvaluate(script.Hash, keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }
}
