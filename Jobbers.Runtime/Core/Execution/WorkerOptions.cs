using Jobbers.Routing;

namespace Jobbers.Execution;

/// <summary>How one worker process works.</summary>
internal sealed record WorkerOptions
{
    /// <summary>The role whose queues it serves. <c>WORKER_ROLE</c></summary>
    public string Role { get; init; } = RoutingNames.Default;

    /// <summary>Attempts at once, 1 to 10,000. <c>WORKER_CONCURRENT_TASKS</c></summary>
    public int Slots { get; init; } = 5;

    /// <summary>Attempts after which it ends, for a supervisor to start a new one; 0 for never. <c>WORKER_TTL</c></summary>
    public int Ttl { get; init; }

    /// <summary>How long a shutdown may take. <c>WORKER_SHUTDOWN_TIMEOUT</c></summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>What becomes of tasks it does not know. <c>WORKER_UNKNOWN_TASKS</c></summary>
    public UnknownTaskPolicy UnknownTasks { get; init; }

    /// <summary>How long code whose token fired may take to end before its slot is given up.</summary>
    public TimeSpan TokenGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether given-up slots are replaced, up to 4 times <see cref="Slots"/>: for a process that nobody restarts. Otherwise a worker without
    /// usable slots ends.
    /// </summary>
    public bool ReplacesSlots { get; init; }
}
