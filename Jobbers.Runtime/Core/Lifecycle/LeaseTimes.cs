namespace Jobbers.Lifecycle;

/// <summary>The times that leases, beats and rescues live by (03-lifecycle). One place, because they only make sense together.</summary>
internal static class LeaseTimes
{
    /// <summary>How long a claim holds without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>How often a worker renews all its claims.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    /// <summary>How often it does while a watched task has a beat that was not sent.</summary>
    public static readonly TimeSpan BeatFlush = TimeSpan.FromSeconds(1);

    /// <summary>Grace on top of a task's heartbeat interval.</summary>
    public static readonly TimeSpan BeatGrace = TimeSpan.FromSeconds(2);

    /// <summary>How long fired code may take to end before its slot is given up.</summary>
    public static readonly TimeSpan TokenGrace = TimeSpan.FromSeconds(10);

    /// <summary>How often lapsed leases are looked for.</summary>
    public static readonly TimeSpan RescuePass = TimeSpan.FromSeconds(2);

    /// <summary>How long a process must have been healthy before it may rescue.</summary>
    public static readonly TimeSpan RescueHealth = TimeSpan.FromSeconds(15);

    /// <summary>Lost workers from which a task counts as a suspect.</summary>
    public const int SuspectCrashes = 2;

    /// <summary>How long an idempotency key is honoured after the submit.</summary>
    public static readonly TimeSpan IdempotencyWindow = TimeSpan.FromHours(24);

    /// <summary>When a task comes back that a worker does not know (<c>WORKER_UNKNOWN_TASKS=return</c>).</summary>
    public static readonly TimeSpan UnknownTaskDelay = TimeSpan.FromSeconds(5);
}
