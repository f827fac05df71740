using System.Globalization;
using Benchmarks.Comparison;
using Jobbers.Redis;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Http;

/// <summary>The HTTP API of a native manager on both stores: submits under 64 connections beside an endpoint that does nothing, and reads of a large store.</summary>
internal static class HttpVerb
{
    public const string Usage = """
        http [redis|sqlite] [--stored COUNT] [--seconds SECONDS]
            POST /tasks under 64 connections beside GET /health/live; listings and counts with COUNT stored tasks (default 1000000, 0 leaves them out).
            The host is the native TestHost that JOBBERS_NATIVE_TESTHOST names.
        """;

    public static async Task<int> RunAsync(string[] options)
    {
        var only = options.FirstOrDefault(option => option is "redis" or "sqlite");
        var stored = Number(options, "--stored", 1_000_000);
        var seconds = Number(options, "--seconds", 8);
        Console.WriteLine("| engine | request | requests/s | p50 ms | p99 ms | host CPU µs | redis CPU µs |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|");
        if (only is null or "redis")
        {
            await using var redis = await RedisServer.StartAsync(appendOnly: false);
            await using var gauge = await RedisGauge.ConnectAsync(redis.Address);
            var url = $"redis://{redis.Address}";
            await RunAsync("redis", url, () => OpenRedisAsync(url), async () => (await gauge.ReadAsync()).Cpu, stored, seconds);
        }

        if (only is null or "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("jobbers-bench-");
            var file = Path.Combine(folder.FullName, "jobbers.db");
            await RunAsync("sqlite", $"sqlite:{file}", () => OpenSqliteAsync(file), null, stored, seconds);
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task RunAsync(string engine, string address, Func<Task<ITaskStore>> open, Func<Task<double>>? redisCpu, int stored, int seconds)
    {
        using (var host = await HttpHost.StartAsync(address))
        {
            var load = new HttpLoad(engine, host, redisCpu);
            await load.MeasureAsync("warm-up", HttpLoad.Nothing, 2, quiet: true);
            await load.MeasureAsync("warm-up", HttpLoad.Submit, 2, quiet: true);
            // In turn, twice: whatever else the machine does falls on both.
            double nothing = 0, submits = 0;
            for (var turn = 0; turn < 2; turn++)
            {
                nothing += await load.MeasureAsync("GET /health/live", HttpLoad.Nothing, seconds);
                submits += await load.MeasureAsync("POST /tasks", HttpLoad.Submit, seconds);
            }

            var share = (100 * submits / nothing).ToString("0", CultureInfo.InvariantCulture);
            Console.WriteLine($"{engine}: submits at {share} % of the rate of an endpoint that does nothing");
        }

        if (stored > 0)
            await new LargeStore(engine, address, open).RunAsync(stored);
    }

    private static async Task<ITaskStore> OpenRedisAsync(string url) =>
        await RedisStore.OpenAsync(new RedisStoreOptions { Url = url }, NullLoggerFactory.Instance, CancellationToken.None);

    private static async Task<ITaskStore> OpenSqliteAsync(string file) => await SqliteStore.OpenAsync(
        new SqliteStoreOptions(file) { Durability = SqliteDurability.Normal }, TimeProvider.System, CancellationToken.None);

    private static int Number(string[] options, string name, int fallback)
    {
        var at = Array.IndexOf(options, name);
        return at < 0 ? fallback : int.Parse(options[at + 1], CultureInfo.InvariantCulture);
    }
}
