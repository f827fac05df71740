using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Setup;
using Jobbers.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts.Processes;

/// <summary>Puts the wanted roles into a host, whichever kind of host it is.</summary>
internal static class ProcessAssembly
{
    /// <summary>After the worker's own limit: what the last calls and the host itself may take.</summary>
    private static readonly TimeSpan ShutdownReserve = TimeSpan.FromSeconds(6);

    public static void AddRoles(IServiceCollection services, ITaskStore store, TaskCatalog catalog, ProcessRoles roles)
    {
        services.AddJobbersClient(store, catalog);
        if (roles.Worker is { } worker)
            services.AddJobbersWorker(worker);
        if (roles.Scheduler is { } scheduler)
            services.AddJobbersScheduler(scheduler);
        if (roles.Cleaner is { } cleaner)
            services.AddJobbersCleaner(cleaner);
        if (roles.Worker is not null || roles.Scheduler is not null || roles.Cleaner is not null)
            services.AddJobbersRescue();
        if (roles.Listen is not null)
            services.AddJobbersQueueGauges();
        services.Configure<HostOptions>(options =>
        {
            options.ServicesStopConcurrently = true;
            options.ShutdownTimeout = (roles.Worker?.ShutdownTimeout ?? TimeSpan.FromSeconds(5)) + ShutdownReserve;
        });
    }

    /// <summary>Runs a host to its end; a second signal hurries the worker's shutdown.</summary>
    public static async Task<int> RunAsync(IHost host, CancellationToken cancellationToken)
    {
        var exit = host.Services.GetService<WorkerExit>();
        using var signals = new SecondSignal(() => exit?.Hurry());
        await host.StartAsync(cancellationToken);
        _ = StartGarbage.CollectLaterAsync(host.Services.GetRequiredService<TimeProvider>(), cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        return exit?.Code ?? 0;
    }
}
