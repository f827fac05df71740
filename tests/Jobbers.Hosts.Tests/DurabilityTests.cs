using Jobbers.Catalog;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes;
using Jobbers.Redis.Tests.Server;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Hosts.Tests;

/// <summary>What JOBBERS_REQUIRE_DURABLE refuses: stores that may lose tasks, and no others.</summary>
public sealed class DurabilityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_whose_clock_is_ahead_loses_nothing_and_is_only_warned_of()
    {
        using var folder = new Dashboard.TemporaryFolder();
        var file = Path.Combine(folder.Path, "jobbers.db");
        var ahead = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(30));
        await using (var written = await SqliteStore.OpenAsync(new SqliteStoreOptions(file), ahead, Ct))
            await written.Submission.SubmitAsync([new SubmitRequest { Id = Ulid.NewUlid(), Name = "echo", Version = 1, Queue = "default", Parameters = "{}"u8.ToArray() }], Ct);

        using var log = new LogRecorder();
        await using var store = await OpenAsync(new StoreChoice(file, null, "--store"), log);

        Assert.Contains("min ahead of this machine's", Assert.Single(log.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redis_that_may_lose_tasks_is_refused_with_what_to_mend()
    {
        await using var server = await RedisProcess.StartAsync("--save", "", "--appendonly", "no", "--maxmemory-policy", "allkeys-lru");

        using var log = new LogRecorder();
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(new StoreChoice(null, server.Url(), "--store"), log));

        Assert.Contains("set it to noeviction", refused.Message, StringComparison.Ordinal);
        Assert.Contains("set appendonly yes", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<ITaskStore> OpenAsync(StoreChoice choice, LogRecorder log)
    {
        using var logging = LoggerFactory.Create(logging => logging.AddProvider(log));
        var settings = new StoreSettings(choice, FullDurability: true, RequiresDurable: true);
        return await new StoreOpening(settings, new TaskCatalog([]), logging).OpenOnceAsync(Ct);
    }
}
