using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Hosts.Http;
using Jobbers.Hosts.Processes;
using Jobbers.Hosts.Processes.Late;
using Jobbers.Setup;
using Jobbers.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Embedding;

/// <summary>
/// Registers the parts that run in a program of one's own. All that its configuration decides is made when the host starts, and not before: until then, as
/// in a test of the program, it may still be changed.
/// </summary>
internal static class EmbeddedServices
{
    /// <exception cref="InvalidOperationException">Jobbers is there already.</exception>
    public static void ThrowIfThere(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(EmbeddedSettings)))
            throw new InvalidOperationException("AddJobbers was called before. A program has one Jobbers: add the tasks of all its assemblies in one call.");
    }

    public static void Add(IServiceCollection services, TaskCatalog catalog, JobbersHostingOptions options)
    {
        var hasPolicies = AuthorizationPolicies.Find(services) is not null;
        services
            .AddSingleton(provider => EmbeddedSettings.Read(provider.GetRequiredService<IConfiguration>(), options.Store, hasPolicies))
            .AddSingleton(OpenStore)
            .AddSingleton<ITaskStore>(static provider => provider.GetRequiredService<LateStore>())
            .AddHostedService<EmbeddedLifetime>()
            .AddJobbersClient(catalog);
        AddParts(services, catalog, options);
    }

    private static void AddParts(IServiceCollection services, TaskCatalog catalog, JobbersHostingOptions options)
    {
        var parts = options.Parts;
        if (parts.HasFlag(JobbersParts.Worker))
            AddWorker(services);
        if (parts.HasFlag(JobbersParts.Scheduler))
            services.AddSingleton(static provider => Settings(provider).Scheduler).AddJobbersScheduler(ProcessAssembly.RecurringTasksOf(catalog));
        if (parts.HasFlag(JobbersParts.Cleaner))
            services.AddJobbersCleaner(ProcessRoles.DefaultCleaning with { EndedAge = options.EndedAge, DeadLetterAge = options.DeadLetterAge });
        if ((parts & ~JobbersParts.Manager) != 0)
            services.AddJobbersRescue();
        if (parts.HasFlag(JobbersParts.Manager))
            HttpApi.AddServices(services.AddJobbersQueueGauges(), static provider => Settings(provider).Api);
    }

    private static void AddWorker(IServiceCollection services)
    {
        // No service of the host by itself: its lifetime starts and stops it.
        services.AddSingleton(static provider => Settings(provider).Worker).AddSingleton<WorkerExit>().AddSingleton<WorkerService>();
        // The program's own limit is for its own services; a worker needs its time beside it.
        services.AddOptions<HostOptions>().PostConfigure<WorkerOptions>(static (host, worker) =>
        {
            var needed = ProcessAssembly.ShutdownOf(worker);
            if (host.ShutdownTimeout < needed && host.ShutdownTimeout != Timeout.InfiniteTimeSpan)
                host.ShutdownTimeout = needed;
        });
    }

    private static EmbeddedSettings Settings(IServiceProvider provider) => provider.GetRequiredService<EmbeddedSettings>();

    private static LateStore OpenStore(IServiceProvider provider)
    {
        var settings = Settings(provider).Store;
        var logging = provider.GetRequiredService<ILoggerFactory>();
        StoreNote.Say(logging, settings.Choice);
        return new StoreOpening(settings, provider.GetRequiredService<TaskCatalog>(), logging).OpenLate();
    }
}
