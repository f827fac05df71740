using Jobbers.Hosts.Configuration;
using Jobbers.Redis;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Processes;

/// <summary>Opens the chosen store. One that is down is waited for, with jitter and one line in the log; one that can never work ends the start.</summary>
internal static class StoreOpening
{
    /// <exception cref="StoreRefusedException">The store can never be used as configured.</exception>
    public static async Task<ITaskStore> OpenAsync(StoreSettings settings, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var outage = new StoreOutage("Start", logging.CreateLogger("Jobbers"));
        while (true)
        {
            try
            {
                var store = await OpenOnceAsync(settings, logging, cancellationToken);
                outage.Over();
                await WarnAsync(store, settings, logging, cancellationToken);
                return store;
            }
            catch (StoreUnavailableException down)
            {
                await Task.Delay(outage.Failed(down), cancellationToken);
            }
        }
    }

    private static async Task<ITaskStore> OpenOnceAsync(StoreSettings settings, ILoggerFactory logging, CancellationToken cancellationToken) =>
        settings.Choice.RedisUrl is { } url
            ? await RedisStore.OpenAsync(new RedisStoreOptions { Url = url }, logging, cancellationToken)
            : await SqliteStore.OpenAsync(
                new SqliteStoreOptions(SqlitePath.Parse(settings.Choice.SqlitePath!))
                {
                    Durability = settings.FullDurability ? SqliteDurability.Full : SqliteDurability.Normal,
                },
                TimeProvider.System, cancellationToken);

    private static async Task WarnAsync(ITaskStore store, StoreSettings settings, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var health = await store.Upkeep.CheckAsync(cancellationToken);
        if (health.Warnings.Count > 0 && settings.RequiresDurable)
            throw new StoreRefusedException($"JOBBERS_REQUIRE_DURABLE is set, and {store.Description} is not durable: {string.Join(" ", health.Warnings)}");
        foreach (var warning in health.Warnings)
            StoreWarning.Log(logging.CreateLogger("Jobbers"), warning);
    }
}
