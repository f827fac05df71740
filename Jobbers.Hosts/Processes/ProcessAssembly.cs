using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Hosts.Configuration;
using Jobbers.Setup;
using Jobbers.Storage;
using Jobbers.Submission.Recurring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

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
            services.AddSingleton(worker).AddJobbersWorker();
        if (roles.Scheduler is { } scheduler)
            services.AddSingleton(scheduler).AddJobbersScheduler(RecurringTasksOf(catalog));
        if (roles.Cleaner is { } cleaner)
            services.AddJobbersCleaner(cleaner);
        if (roles.Worker is not null || roles.Scheduler is not null || roles.Cleaner is not null)
            services.AddJobbersRescue();
        if (roles.Listen is not null)
            services.AddJobbersQueueGauges();
        services.Configure<HostOptions>(options =>
        {
            options.ServicesStopConcurrently = true;
            options.ShutdownTimeout = ShutdownOf(roles.Worker);
        });
    }

    /// <exception cref="SettingsException">A schedule names a time zone that this machine does not have, or the like.</exception>
    public static IReadOnlyList<RecurringTask> RecurringTasksOf(TaskCatalog catalog)
    {
        try
        {
            return RecurringTask.Of(catalog);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException(wrong.Message);
        }
    }

    /// <summary>How long a process with this worker, or with none, may take to end.</summary>
    public static TimeSpan ShutdownOf(WorkerOptions? worker) => (worker?.ShutdownTimeout ?? TimeSpan.FromSeconds(5)) + ShutdownReserve;

    /// <summary>Runs a host to its end; a second signal hurries the worker's shutdown.</summary>
    /// <returns>The exit code: not 0 where a supervisor should start it anew.</returns>
    public static async Task<int> RunAsync(IHost host, CancellationToken cancellationToken)
    {
        var exit = host.Services.GetService<WorkerExit>();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        using var signals = new SecondSignal(() => exit?.Hurry());
        var hasFailed = false;
        using var stopping = lifetime.ApplicationStopping.Register(() => hasFailed = StopsByFailure(host.Services));
        try
        {
            await host.StartAsync(cancellationToken);
            _ = StartGarbage.CollectLaterAsync(host.Services.GetRequiredService<TimeProvider>(), cancellationToken);
            await host.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop while it was still starting: that is an end like any other.
            await host.StopAsync(CancellationToken.None);
        }
        catch when (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            await StopAfterFailedStartAsync(host);
            throw;
        }

        return exit is { Code: not 0 } ? exit.Code : hasFailed ? 1 : 0;
    }

    /// <summary>What runs already is told to end, so that a worker returns what it has claimed. Disposed of instead, it would be cancelled, which the host logs as a failure.</summary>
    private static async Task StopAfterFailedStartAsync(IHost host)
    {
        try
        {
            await host.StopAsync(CancellationToken.None);
        }
        catch (Exception)
        {
            // The failure to start is the one to tell of.
        }
    }

    /// <summary>Whether a service that runs for as long as the process, ours or the program's own, has ended by an exception: then the host stops, and would call it success.</summary>
    private static bool StopsByFailure(IServiceProvider services) =>
        services.GetRequiredService<IOptions<HostOptions>>().Value.BackgroundServiceExceptionBehavior == BackgroundServiceExceptionBehavior.StopHost
        && services.GetServices<IHostedService>().OfType<BackgroundService>().Any(static service => service.ExecuteTask is { IsFaulted: true });
}
