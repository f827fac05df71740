using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Scripting;

/// <summary>
/// Calls verbs as functions of the library; loads it where the server does not have it (new, restarted without persistence,
/// <c>FUNCTION FLUSH</c>) and calls again. Errors become <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class ScriptRunner(IDatabase database, StoreScripts scripts, RedisErrors errors)
{
    /// <summary>What every call names: it says which slot the keys are in, and the script makes them from it.</summary>
    private static readonly RedisKey[] Keys = [RedisKeys.Prefix];

    public StoreScripts Scripts => scripts;

    public IDatabase Database => database;

    /// <summary>The channel hints go over.</summary>
    public RedisValue Channel { get; } = RedisKeys.Signals(database.Database);

    /// <summary>
    /// What connections send for the client's commands. A function is called as a script is, by 20 bytes, a number of keys, keys and values:
    /// so <c>FCALL</c> goes out where the client says <c>EVALSHA</c>. Sent as a command it does not know it would be preceded by a
    /// <c>SELECT</c>, and its arguments boxed.
    /// </summary>
    /// <param name="configured">The commands that the user renamed.</param>
    public static CommandMap Commands(CommandMap configured)
    {
        var renamed = configured.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(command => command.TrimStart('$').Split('=', 2)).ToDictionary(parts => parts[0], parts => (string?)parts[1]);
        renamed["EVALSHA"] = "FCALL";
        return CommandMap.Create(renamed);
    }

    /// <summary>Calls a verb. Cancelling ends the wait, not a call that was sent.</summary>
    /// <exception cref="StoreUnavailableException">Redis did not answer, or answered an error. The call may have been applied.</exception>
    public async Task<RedisResult> RunAsync(StoreScript script, RedisValue[] values, CancellationToken cancellationToken)
    {
        try
        {
            var reply = database.ScriptEvaluateAsync(script.Hash, Keys, values);
            return await (cancellationToken.CanBeCanceled ? reply.WaitAsync(cancellationToken) : reply);
        }
        catch (RedisServerException exception) when (IsUnknown(exception))
        {
            return await LoadAndRunAsync(script, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    /// <summary>Calls a verb and blocks; for the heartbeat loop's own thread.</summary>
    public RedisResult Run(StoreScript script, RedisValue[] values)
    {
        try
        {
            return database.ScriptEvaluate(script.Hash, Keys, values);
        }
        catch (RedisServerException exception) when (IsUnknown(exception))
        {
            return LoadAndRun(script, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    /// <summary>The error of a plain command, as verbs have it.</summary>
    public StoreUnavailableException Unavailable(Exception failure) => errors.Unavailable(failure);

    /// <summary>Awaits a plain command, with the same errors as verbs.</summary>
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

    private static bool IsUnknown(RedisServerException exception) =>
        exception.Message.Contains("Function not found", StringComparison.OrdinalIgnoreCase);

    private async Task<RedisResult> LoadAndRunAsync(StoreScript script, RedisValue[] values)
    {
        try
        {
            await database.ExecuteAsync("FUNCTION", "LOAD", "REPLACE", scripts.Library);
            return await database.ScriptEvaluateAsync(script.Hash, Keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    private RedisResult LoadAndRun(StoreScript script, RedisValue[] values)
    {
        try
        {
            database.Execute("FUNCTION", "LOAD", "REPLACE", scripts.Library);
            return database.ScriptEvaluate(script.Hash, Keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }
}
