using System.Globalization;
using StackExchange.Redis;

namespace Benchmarks.Comparison;

/// <summary>Reads a server's own counters. What the gauge and its connection call is not counted.</summary>
internal sealed class RedisGauge : IAsyncDisposable
{
    private static readonly HashSet<string> NotCounted = ["info", "ping", "client", "config", "hello", "echo", "select", "subscribe", "cluster", "sentinel"];

    private readonly ConnectionMultiplexer _connection;
    private readonly IServer _server;

    private RedisGauge(ConnectionMultiplexer connection)
    {
        _connection = connection;
        _server = connection.GetServers()[0];
    }

    public static async Task<RedisGauge> ConnectAsync(string address) =>
        new(await ConnectionMultiplexer.ConnectAsync($"{address},allowAdmin=true,tiebreaker="));

    public async Task<RedisReading> ReadAsync()
    {
        var info = (await _server.InfoAsync("all")).SelectMany(group => group).ToLookup(pair => pair.Key, pair => pair.Value);
        double Number(string key) => double.Parse(info[key].First(), CultureInfo.InvariantCulture);
        double Calls(Func<string, bool> counted) => info.Where(pair => pair.Key.StartsWith("cmdstat_", StringComparison.Ordinal))
            .Where(pair => counted(pair.Key["cmdstat_".Length..].Split('|')[0]))
            .Sum(pair => CallsOf(pair.First()));
        return new RedisReading(
            Number("used_cpu_user"), Number("used_cpu_sys"), Number("used_memory"), Calls(name => !NotCounted.Contains(name)),
            Calls(IsScript), Number("total_reads_processed"),
            Number("total_net_input_bytes") + Number("total_net_output_bytes"));
    }

    public async Task<string> VersionAsync() => $"{(await _server.InfoAsync("server")).SelectMany(group => group).First(pair => pair.Key == "redis_version").Value}";

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Whether a command runs Lua: a script, or a function of a library.</summary>
    private static bool IsScript(string command) =>
        command.StartsWith("eval", StringComparison.Ordinal) || command.StartsWith("fcall", StringComparison.Ordinal);

    private static double CallsOf(string value) => double.Parse(value.Split(',')[0]["calls=".Length..], CultureInfo.InvariantCulture);
}
