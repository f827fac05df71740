using System.Security.Cryptography;
using System.Text;
using Jobbers.Execution;
using Jobbers.Hosts.Http;
using Jobbers.Hosts.Http.Access;
using Jobbers.Hosts.Tests.Native;
using Jobbers.Redis;
using Jobbers.Redis.Tests.Server;
using Jobbers.Scheduling;
using Jobbers.Setup;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Jobbers.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>A manager on a real port, with keys, and a worker and a scheduler on the same real store, running the TestHost's tasks.</summary>
internal sealed class ClientHost : IAsyncDisposable
{
    private readonly NativeStore _place;
    private readonly WebApplication _app;

    private ClientHost(NativeStore place, WebApplication app, ITaskStore store)
    {
        (_place, _app, Store) = (place, app, store);
        Address = new Uri(app.Urls.First());
        StoreClient = app.Services.GetRequiredService<JobbersClient>();
    }

    public Uri Address { get; }

    public ITaskStore Store { get; }

    /// <summary>The client of the process itself.</summary>
    public JobbersClient StoreClient { get; }

    public static string KeyOf(string role) => $"key-of-{role}";

    public static async Task<ClientHost> StartAsync(string engine)
    {
        var place = new NativeStore(engine);
        var store = await OpenAsync(engine, place);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var catalog = new JobbersBuilder(builder.Services).AddTestHostTasks().BuildCatalog();
        await store.Routing.EnsureQueuesAsync(["default", .. catalog.Queues], CancellationToken.None);
        builder.Services.AddJobbersClient(store, catalog)
            .AddSingleton(new WorkerOptions { Slots = 16 })
            .AddSingleton(new SchedulerOptions())
            .AddJobbersWorker()
            .AddJobbersScheduler([]);
        HttpApi.AddServices(builder.Services, new HttpApiOptions(ApiKeys.Parse(Keys), new HashSet<string>(), false));
        var app = builder.Build();
        HttpApi.Map(app);
        await app.StartAsync();
        return new ClientHost(place, app, store);
    }

    /// <summary>A client over HTTP.</summary>
    /// <param name="role">Whose key it sends.</param>
    /// <param name="network">What its requests go through; null for connections of its own.</param>
    /// <param name="retryFor">How long it tries again.</param>
    public JobbersHttpClient HttpClient(string? role = "operator", FaultyNetwork? network = null, double retryFor = 10)
    {
        var options = new JobbersHttpClientOptions { Address = Address, ApiKey = role is null ? null : KeyOf(role), RetryFor = TimeSpan.FromSeconds(retryFor) };
        return network is null ? new JobbersHttpClient(options) : new JobbersHttpClient(options, network.CreateClient());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        _place.Dispose();
    }

    private static string Keys => string.Join(';', new[] { "viewer", "submitter", "operator" }.Select(
        role => $"{role}:{role}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(role))))}"));

    private static async Task<ITaskStore> OpenAsync(string engine, NativeStore place) => engine == "sqlite"
        ? await SqliteStore.OpenAsync(
            new SqliteStoreOptions(SqlitePath.Parse(place.Address)) { Durability = SqliteDurability.Normal }, TimeProvider.System, CancellationToken.None)
        : await RedisStore.OpenAsync(RedisProcess.Options(place.Address), LoggerFactory.Create(static _ => { }), CancellationToken.None);
}
