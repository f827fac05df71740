using Jobbers.Catalog;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes.Late;
using Jobbers.Redis;
using Jobbers.Routing;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Processes;

/// <summary>
/// Opens the chosen store, and makes sure that every queue the tasks name exists. A store that is down is waited for, with jitter and one line in
/// the log; one that can never work ends the start.
/// </summary>
internal sealed class StoreOpening(StoreSettings settings, TaskCatalog catalog, ILoggerFactory logging)
{
    /// <summary>How long a process that can do without its store for now waits for it before it goes on.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _logger = logging.CreateLogger("Jobbers");
    private volatile string? _trouble;

    /// <summary>Where the store is, without secrets.</summary>
    public string Place { get; } =
        settings.Choice.RedisUrl is { } url ? RedisUrl.Describe(RedisUrl.Parse(url, settings.Choice.NamedBy)) : $"sqlite:{settings.Choice.SqlitePath}";

    /// <summary>Why it is not open yet, in a sentence without secrets.</summary>
    public string Trouble => _trouble ?? $"The store at {Place} is still being opened.";

    /// <summary>Tries once.</summary>
    /// <exception cref="StoreRefusedException">The store can never be used as configured.</exception>
    /// <exception cref="StoreUnavailableException">It does not answer now.</exception>
    public async Task<ITaskStore> OpenOnceAsync(CancellationToken cancellationToken)
    {
        var store = await ConnectAsync(cancellationToken);
        try
        {
            await store.Routing.EnsureQueuesAsync([RoutingNames.Default, .. catalog.Queues], cancellationToken);
            await WarnAsync(store, cancellationToken);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for it as long as it takes.</summary>
    /// <exception cref="StoreRefusedException">The store can never be used as configured.</exception>
    public async Task<ITaskStore> OpenAsync(CancellationToken cancellationToken)
    {
        var outage = new StoreOutage("Start", _logger);
        while (true)
        {
            try
            {
                var store = await OpenOnceAsync(cancellationToken);
                outage.Over();
                return store;
            }
            catch (StoreUnavailableException down)
            {
                _trouble = down.Message;
                await Task.Delay(outage.Failed(down), cancellationToken);
            }
        }
    }

    /// <summary>Waits for a moment; a store that is not there by then is waited for in the background.</summary>
    /// <exception cref="StoreRefusedException">The store can never be used as configured.</exception>
    public async Task<ITaskStore> OpenSoonAsync(CancellationToken cancellationToken)
    {
        var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var opened = OpenAsync(closing.Token);
        if (await Task.WhenAny(opened, Task.Delay(Patience, cancellationToken)) != opened)
            return new LateStore(this, opened, closing);
        using (closing)
            return await opened;
    }

    /// <summary>Begins, and waits for nothing.</summary>
    public LateStore OpenLate()
    {
        var closing = new CancellationTokenSource();
        return new LateStore(this, OpenAsync(closing.Token), closing);
    }

    private async Task<ITaskStore> ConnectAsync(CancellationToken cancellationToken) =>
        settings.Choice.RedisUrl is { } url
            ? await RedisStore.OpenAsync(new RedisStoreOptions { Url = url, Setting = settings.Choice.NamedBy }, logging, cancellationToken)
            : await SqliteStore.OpenAsync(
                new SqliteStoreOptions(SqlitePath.Parse(settings.Choice.SqlitePath!))
                {
                    Durability = settings.FullDurability ? SqliteDurability.Full : SqliteDurability.Normal,
                },
                TimeProvider.System, cancellationToken);

    private async Task WarnAsync(ITaskStore store, CancellationToken cancellationToken)
    {
        var health = await store.Upkeep.CheckAsync(cancellationToken);
        if (health.DurabilityWarnings.Count > 0 && settings.RequiresDurable)
            throw new StoreRefusedException($"JOBBERS_REQUIRE_DURABLE is set, and {store.Description} is not durable: {string.Join(" ", health.DurabilityWarnings)}");
        foreach (var warning in health.Warnings)
            StoreWarning.Log(_logger, warning);
    }
}
