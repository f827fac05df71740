using Jobbers.Cleaning;
using Jobbers.Execution;
using Jobbers.Hosts.Configuration;
using Jobbers.Scheduling;

namespace Jobbers.Hosts.Processes;

/// <summary>What one process is: any of manager, worker, scheduler and cleaner.</summary>
internal sealed record ProcessRoles
{
    /// <summary>What a cleaner that stays forgets when it is told nothing: ended tasks after 7 days, dead letters after 30.</summary>
    public static CleanerOptions DefaultCleaning { get; } = new()
    {
        Interval = TimeSpan.FromSeconds(60),
        EndedAge = TimeSpan.FromDays(7),
        DeadLetterAge = TimeSpan.FromDays(30),
    };

    public ListenSettings? Listen { get; init; }

    public WorkerOptions? Worker { get; init; }

    public SchedulerOptions? Scheduler { get; init; }

    public CleanerOptions? Cleaner { get; init; }

    /// <summary>Whether the console greets its user and says where everything is.</summary>
    public bool ShowsWelcome { get; init; }
}
