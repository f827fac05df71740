using Jobbers.Catalog;
using Jobbers.Cleaning;
using Jobbers.Execution;
using Jobbers.Scheduling;
using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Submission.Recurring;
using Jobbers.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jobbers.Setup;

/// <summary>Registers the parts of a Jobbers process. The store is opened before, so that what is wrong with it ends the start with one sentence.</summary>
internal static class JobbersServices
{
    /// <summary>What every process has: the store, the catalog, the client.</summary>
    public static IServiceCollection AddJobbersClient(this IServiceCollection services, ITaskStore store, TaskCatalog catalog) =>
        services.AddSingleton(store).AddJobbersClient(catalog);

    /// <summary>What every process has beside its store, which the caller registers.</summary>
    public static IServiceCollection AddJobbersClient(this IServiceCollection services, TaskCatalog catalog)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(static provider => provider.GetRequiredService<ITaskStore>().Queries)
            .AddSingleton(catalog)
            .AddSingleton<TaskWaiter>()
            .AddSingleton<SubmitRequests>()
            .AddSingleton<JobbersClient, StoreClient>();
    }

    /// <summary>Claims and runs tasks, by the registered <see cref="WorkerOptions"/>.</summary>
    public static IServiceCollection AddJobbersWorker(this IServiceCollection services) => services
        .AddSingleton<WorkerExit>()
        .AddSingleton<WorkerService>()
        .AddHostedService(static provider => provider.GetRequiredService<WorkerService>());

    /// <summary>Promotes due tasks, by the registered <see cref="SchedulerOptions"/>, and keeps the next occurrence of recurring ones stored.</summary>
    public static IServiceCollection AddJobbersScheduler(this IServiceCollection services, IReadOnlyList<RecurringTask> recurring) => services
        .AddSingleton(recurring)
        .AddHostedService<SchedulerService>()
        .AddHostedService<RecurringService>();

    /// <summary>Prunes, each interval.</summary>
    public static IServiceCollection AddJobbersCleaner(this IServiceCollection services, CleanerOptions options) => services
        .AddSingleton(options)
        .AddHostedService<CleanerService>();

    /// <summary>Tells metrics how full the queues are.</summary>
    public static IServiceCollection AddJobbersQueueGauges(this IServiceCollection services) => services.AddHostedService<QueueGauges>();

    /// <summary>Rescues, in any process that stays.</summary>
    public static IServiceCollection AddJobbersRescue(this IServiceCollection services) => services.AddHostedService<RescueService>();
}
