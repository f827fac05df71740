using System.Globalization;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Keeping;

/// <summary>What INFO says that an operator should mend.</summary>
internal sealed class ServerHealth(ScriptRunner runner)
{
    public async ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var now = (long)await runner.RunAsync(runner.Scripts.Clock, [], cancellationToken);
        var info = (string?)await runner.AwaitAsync(runner.Database.ExecuteAsync("INFO", "everything"), cancellationToken) ?? "";
        return new StoreHealth(StoreTime.Moment(now), DurabilityWarnings(info, await SavesAsync(cancellationToken)), MemoryWarnings(info));
    }

    /// <summary>What the server says of itself.</summary>
    public static async ValueTask<string> ReadServerAsync(ScriptRunner runner, CancellationToken cancellationToken) =>
        (string?)await runner.Database.ExecuteAsync("INFO", "server").WaitAsync(cancellationToken) ?? "";

    /// <summary>Which run of a server it is: another one after each start. Empty when it does not say.</summary>
    public static string Run(string info) => Field(info, "run_id");

    /// <summary>Major version of the server; 0 when it does not say.</summary>
    public static int MajorVersion(string info)
    {
        var version = Field(info, "redis_version");
        return int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    public static string Field(string info, string name)
    {
        foreach (var line in info.Split('\n'))
        {
            if (line.StartsWith(name + ":", StringComparison.Ordinal))
                return line[(name.Length + 1)..].Trim();
        }

        return "";
    }

    private static List<string> DurabilityWarnings(string info, bool? saves)
    {
        var warnings = new List<string>();
        var policy = Field(info, "maxmemory_policy");
        if (policy is not ("noeviction" or ""))
            warnings.Add($"Redis may forget tasks when its memory is full: maxmemory-policy is {policy}; set it to noeviction.");
        if (Field(info, "aof_enabled") != "1" && saves == false)
            warnings.Add("Redis loses everything when it stops: neither appendonly nor save is on; set appendonly yes.");
        return warnings;
    }

    /// <summary>As Redis counts before it refuses: without the buffers of its replicas and of its append-only file.</summary>
    private static string[] MemoryWarnings(string info)
    {
        var limit = Number(info, "maxmemory");
        return limit > 0 && Number(info, "used_memory") - Number(info, "mem_not_counted_for_evict") > limit
            ? ["Redis is out of memory and takes no new tasks; what it has still runs. Raise its maxmemory, or let the cleaner forget ended tasks sooner."]
            : [];
    }

    private static long Number(string info, string name) =>
        long.TryParse(Field(info, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether snapshots are taken; null where CONFIG is not allowed, as with hosted servers.</summary>
    private async ValueTask<bool?> SavesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reply = (RedisResult[]?)await runner.Database.ExecuteAsync("CONFIG", "GET", "save").WaitAsync(cancellationToken);
            return reply is { Length: 2 } ? !string.IsNullOrEmpty((string?)reply[1]) : null;
        }
        catch (RedisServerException)
        {
            return null;
        }
    }
}
