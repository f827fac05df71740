using System.Buffers;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Scripting;

/// <summary>
/// Calls verbs as functions of the library; loads it where the server does not have it (new, restarted without persistence,
/// <c>FUNCTION FLUSH</c>) and calls again. Errors become <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class ScriptRunner(IDatabase database, StoreScripts scripts, RedisErrors errors)
{
    private const string Call = "FCALL";

    private static readonly RedisKeyOrValue[] LoadPrefix = [(RedisValue)"LOAD", (RedisValue)"REPLACE"];

    public StoreScripts Scripts => scripts;

    public IDatabase Database => database;

    /// <summary>The channel hints go over.</summary>
    public RedisValue Channel { get; } = RedisKeys.Signals(database.Database);

    /// <summary>Calls a verb. Cancelling ends the wait, not a call that was sent.</summary>
    /// <exception cref="StoreUnavailableException">Redis did not answer, or answered an error. The call may have been applied.</exception>
    public async Task<RedisResult> RunAsync(StoreScript script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(script, keys, values, cancellationToken);
        return Read(reply);
    }

    /// <summary>Calls a verb and leaves its reply as it came; the caller disposes it.</summary>
    /// <exception cref="StoreUnavailableException">As above.</exception>
    public async Task<RespResult> SendAsync(StoreScript script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        try
        {
            var reply = CallAsync(script, keys, values);
            return await (cancellationToken.CanBeCanceled ? reply.WaitAsync(cancellationToken) : reply);
        }
        catch (RedisServerException exception) when (IsUnknown(exception))
        {
            return await LoadAndCallAsync(script, keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    /// <summary>Calls a verb and blocks; for the heartbeat loop's own thread.</summary>
    public RedisResult Run(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return CallOrLoad(script, keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

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

    private static RedisResult Read(RespResult reply)
    {
        var reader = reply.Read();
        return reader.ReadRedisResult();
    }

    private async Task<RespResult> LoadAndCallAsync(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            (await database.ExecuteRespAsync("FUNCTION", LoadArguments())).Dispose();
            return await CallAsync(script, keys, values);
        }
        catch (Exception exception) when (RedisErrors.IsRedis(exception))
        {
            throw errors.Unavailable(exception);
        }
    }

    private RedisResult CallOrLoad(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return CallAndRead(script, keys, values);
        }
        catch (RedisServerException exception) when (IsUnknown(exception))
        {
            database.ExecuteResp("FUNCTION", LoadArguments()).Dispose();
            return CallAndRead(script, keys, values);
        }
    }

    private RedisKeyOrValue[] LoadArguments() => [.. LoadPrefix, (RedisValue)scripts.Library];

    private RedisResult CallAndRead(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        using var reply = database.ExecuteResp(Call, Arguments(new RedisKeyOrValue[Size(keys, values)], script, keys, values));
        return Read(reply);
    }

    /// <summary>Arguments are written out before the client's method returns, so their array can be lent again.</summary>
    private Task<RespResult> CallAsync(StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        var lent = ArrayPool<RedisKeyOrValue>.Shared.Rent(Size(keys, values));
        try
        {
            return database.ExecuteRespAsync(Call, Arguments(lent, script, keys, values));
        }
        finally
        {
            ArrayPool<RedisKeyOrValue>.Shared.Return(lent, clearArray: true);
        }
    }

    private static int Size(RedisKey[] keys, RedisValue[] values) => 2 + keys.Length + values.Length;

    private static ReadOnlyMemory<RedisKeyOrValue> Arguments(RedisKeyOrValue[] to, StoreScript script, RedisKey[] keys, RedisValue[] values)
    {
        var at = 0;
        to[at++] = script.Function;
        to[at++] = (RedisValue)keys.Length;
        foreach (var key in keys)
            to[at++] = key;
        foreach (var value in values)
            to[at++] = value;
        return to.AsMemory(0, at);
    }
}
