using Benchmarks;
using Benchmarks.Http;
using Jobbers.Redis;
using Jobbers.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

// dotnet run -c Release --project tests/Benchmarks -- system [redis|sqlite]
// dotnet run -c Release --project tests/Benchmarks -- http [redis|sqlite]
if (args is ["http", .. var options])
    return await HttpVerb.RunAsync(options);
var only = args.Length > 1 ? args[1] : null;
var figures = new List<Figure>();
if (only is null or "redis")
{
    using var redis = new RedisProcess(appendOnly: false);
    await using var store = await RedisStore.OpenAsync(new RedisStoreOptions { Url = $"redis://127.0.0.1:{redis.Port}" }, NullLoggerFactory.Instance, CancellationToken.None);
    figures.AddRange(await new JobbersWorkloads("redis", store, redis.CpuAsync).RunAsync());
}

if (only is null or "sqlite")
{
    var file = Path.Combine(Directory.CreateTempSubdirectory("jobbers-bench-").FullName, "jobbers.db");
    await using var store = await SqliteStore.OpenAsync(new SqliteStoreOptions(file), TimeProvider.System, CancellationToken.None);
    figures.AddRange(await new JobbersWorkloads("sqlite full", store, null).RunAsync());
}

Table.Print(Console.Out, figures);
return 0;
