using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>Says what Redis' errors mean, in one sentence with the place and the remedy, without secrets.</summary>
/// <param name="place">Where it is.</param>
/// <param name="setting">What the user wrote that in.</param>
internal sealed class RedisErrors(string place, string setting)
{
    /// <summary>Whether it is an error of Redis, of the connection, or of a store that was closed.</summary>
    public static bool IsRedis(Exception exception) =>
        exception is RedisException or RedisTimeoutException or RedisCommandException or ObjectDisposedException or TimeoutException;

    public StoreUnavailableException Unavailable(Exception exception) => new($"Redis at {place} {WhatIsWrong(exception)}", exception);

    /// <summary>An error at the first connection: what no waiting can mend is refused.</summary>
    public Exception AtOpen(Exception exception) =>
        Mistake(exception) is { } mistake ? new StoreRefusedException($"Redis at {place} {mistake}") : Unavailable(exception);

    private string WhatIsWrong(Exception exception) => exception switch
    {
        RedisServerException server => ServerError(server.Message),
        RedisTimeoutException or TimeoutException => "did not answer in time: it is overloaded, blocked by a slow command, or the network is",
        ObjectDisposedException => "is not connected any more: the store was closed",
        _ when exception.Message.Contains("NOAUTH", StringComparison.Ordinal) => $"asks for a password now: set it in {setting}",
        _ => $"is not reachable: start it, or correct {setting}",
    };

    private string ServerError(string message) => FirstWord(message) switch
    {
        "LOADING" => "is still loading its data: it answers when it has",
        "READONLY" => $"is a read-only replica: point {setting} at the primary",
        "OOM" => "is out of memory: raise its maxmemory, or let the cleaner forget ended tasks sooner",
        "MISCONF" => "cannot write to its disk and refuses writes: see its log",
        "NOREPLICAS" => "has too few replicas to take writes: bring them back, or lower its min-replicas-to-write",
        "MOVED" or "ASK" or "CLUSTERDOWN" or "CROSSSLOT" => "is a Redis Cluster, which is not supported: use a standalone server",
        "NOAUTH" or "WRONGPASS" => $"refuses the user or password: correct them in {setting}",
        "NOPERM" => $"does not allow this user what Jobbers needs (all commands on keys and channels {RedisKeys.Tag}*): {message}",
        "BUSY" => "is busy with a long script: wait, or FUNCTION KILL",
        _ => $"answered an error: {message}",
    };

    private string? Mistake(Exception exception)
    {
        var text = exception.ToString();
        if (Has(text, "WRONGPASS") || Has(text, "invalid password") || Has(text, "invalid username-password"))
            return $"refuses the user or password: correct them in {setting}";
        if (Has(text, "NOAUTH") || Has(text, "authentication failure") && !Has(text, "AuthenticationException"))
            return $"asks for a user or password: set them in {setting}, as in redis://user:password@host:port";
        if (Has(text, "without any password configured"))
            return $"has no password configured, but {setting} gives one: take it out";
        if (Has(text, "AuthenticationException") || Has(text, "SSL"))
            return "does not speak TLS as asked, or its certificate is not trusted: use redis:// for a server without TLS";
        if (Has(text, "DB index is out of range") || Has(text, "database does not exist"))
            return $"has no database of that number: correct the end of {setting}, or raise its setting databases";
        if (Has(text, "NOPERM"))
            return $"does not allow this user what Jobbers needs: all commands on keys and channels {RedisKeys.Tag}*";
        if (Has(text, "Name or service not known") || Has(text, "No such host"))
            return $"is not a host that is known: correct {setting}";
        return Has(text, "cluster support disabled") || Has(text, "MOVED ") ? "is a Redis Cluster, which is not supported: use a standalone server" : null;
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string FirstWord(string message)
    {
        var end = message.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
