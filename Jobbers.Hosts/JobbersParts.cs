namespace Jobbers.Hosts;

/// <summary>Which of the four processes of Jobbers a program of one's own is too; see <see cref="JobbersHosting"/>.</summary>
[Flags]
public enum JobbersParts
{
    /// <summary>None of them: the program submits, and reads what became of it.</summary>
    None = 0,

    /// <summary>Claims and runs tasks.</summary>
    Worker = 1,

    /// <summary>Queues tasks when they are due, and stores the next occurrence of what recurs.</summary>
    Scheduler = 2,

    /// <summary>Forgets ended tasks and dead letters, each minute.</summary>
    Cleaner = 4,

    /// <summary>Serves the HTTP API and the dashboard, where <see cref="JobbersEndpoints.MapJobbers"/> puts them.</summary>
    Manager = 8,

    /// <summary>All four.</summary>
    All = Worker | Scheduler | Cleaner | Manager,
}
