namespace Jobbers.Declaration;

/// <summary>
/// Declares an async method as a task. At build time it becomes a parameter record, a validator, a JSON codec, a schema, client methods,
/// an invoker and a catalog entry. Options that are not written keep the defaults named here.
/// </summary>
/// <param name="name">The handler key on the wire: <c>[a-z0-9_.-]</c>, 1 to 100 characters, unique together with <see cref="Version"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RegisterTaskAttribute(string name) : Attribute
{
    /// <summary>The handler key on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Version of the parameters' contract, from 1. Several versions of one name may be registered side by side.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The queue a submit goes to when it names none.</summary>
    public string Queue { get; set; } = "default";

    /// <summary>0 to 9; higher runs first within a queue. Default 5.</summary>
    public int Priority { get; set; } = 5;

    /// <summary>Retries after the first execution; 3 means at most 4 executions, 0 means never again. 0 to 1000.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Base delay before a retry, in seconds. Unset: back in the queue at once. 0: through the schedule, due now.</summary>
    public double RetryDelay { get; set; }

    /// <summary>How the delay grows. Default <see cref="BackoffStrategy.Exponential"/>.</summary>
    public BackoffStrategy Backoff { get; set; } = BackoffStrategy.Exponential;

    /// <summary>No delay before a retry is longer than this, in seconds. Default 3600.</summary>
    public double MaxRetryDelay { get; set; } = 3600;

    /// <summary>Seconds one attempt may take; then its token fires and it is judged like an expected failure. Unset: no limit.</summary>
    public double Timeout { get; set; }

    /// <summary>Seconds between two calls of <see cref="TaskContext.Heartbeat"/>, after which the attempt counts as stalled. Unset: not watched.</summary>
    public double MaxHeartbeatInterval { get; set; }

    /// <summary>Exceptions that are retried, with everything derived from them. None: only timeouts and <see cref="RetryAfterException"/> are.</summary>
    public Type[] ExpectedExceptions { get; set; } = [];

    /// <summary>Exceptions that are meant to fail the task at once. Changes nothing at run time: it states the intent to reader and analyzer.</summary>
    public Type[] FatalExceptions { get; set; } = [];

    /// <summary>Whether a failed task enters the dead letters. Default <see cref="DeadLetterPolicy.None"/>.</summary>
    public DeadLetterPolicy DeadLetterPolicy { get; set; } = DeadLetterPolicy.None;

    /// <summary>What a shutdown does to a running attempt. Default <see cref="ShutdownPolicy.Stop"/>.</summary>
    public ShutdownPolicy OnShutdown { get; set; } = ShutdownPolicy.Stop;

    /// <summary>
    /// How many attempts of this task one worker process runs at once, from 1. Unset: as many as it has slots. For tasks of which few wait at a time: one
    /// that is claimed beyond this is put off for a second, then stands at its old place again. Each such claim uses up a start of its queue's rate, and
    /// others of the task may run before it. Where many wait, give the task a queue of its own and limit that with <c>max_concurrent</c>, which is looked
    /// at before a claim.
    /// </summary>
    public int MaxConcurrent { get; set; }

    /// <summary>Workers that may die with this task before it is stalled instead of tried again. 1 to 100, default 3.</summary>
    public int MaxCrashes { get; set; } = 3;

    /// <summary>Names of parameters: while a task with equal values of them waits or runs, a further submit returns that task.</summary>
    public string[] UniqueBy { get; set; } = [];

    /// <summary>
    /// When the task runs by itself, with the defaults of its parameters and its time in one that is marked <see cref="OccurrenceAttribute"/>: a cron
    /// expression of five fields, minute, hour, day of month, month and day of week, as in <c>30 3 * * MON-FRI</c>, or a word as <c>@daily</c>. The
    /// schedulers store each occurrence up to 23 hours ahead as a scheduled task, once, however many of them run; one that comes late starts late, and
    /// several that were missed while no scheduler ran are not made up for. Of several versions of a task the highest that has it recurs. Unset: the task
    /// runs only when it is submitted.
    /// </summary>
    public string? Cron { get; set; }

    /// <summary>The IANA name of the time zone of <see cref="Cron"/>, as in <c>Europe/Berlin</c>. Default UTC.</summary>
    public string? CronTimeZone { get; set; }

    /// <summary>False: the result is dropped at completion. Default true.</summary>
    public bool KeepResult { get; set; } = true;
}
