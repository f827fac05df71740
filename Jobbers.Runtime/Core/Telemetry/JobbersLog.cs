using Microsoft.Extensions.Logging;

namespace Jobbers.Telemetry;

/// <summary>Every log message of the runtime, with stable event ids.</summary>
internal static partial class JobbersLog
{
    [LoggerMessage(1, LogLevel.Information, "Worker {Worker} serves role {Role} with {Slots} slots: {Queues}")]
    public static partial void WorkerServes(ILogger logger, string worker, string role, int slots, string queues);

    [LoggerMessage(2, LogLevel.Warning, "No role {Role} is defined; this worker waits until it is (PUT /roles/{Role})")]
    public static partial void RoleUnknown(ILogger logger, string role);

    [LoggerMessage(3, LogLevel.Warning, "{Loop} cannot reach the store and tries again until it can: {Reason}")]
    public static partial void StoreLost(ILogger logger, string loop, string reason);

    [LoggerMessage(4, LogLevel.Information, "{Loop} reaches the store again")]
    public static partial void StoreBack(ILogger logger, string loop);

    [LoggerMessage(5, LogLevel.Error, "{Loop} met an error it did not expect and goes on")]
    public static partial void LoopFailed(ILogger logger, Exception exception, string loop);

    [LoggerMessage(6, LogLevel.Warning, "No role {Role} is defined; this scheduler promotes nothing until it is (PUT /roles/{Role})")]
    public static partial void SchedulerRoleUnknown(ILogger logger, string role);

    [LoggerMessage(7, LogLevel.Error, "{Loop} met the same kind of error again and goes on: {Kind}: {Reason}")]
    public static partial void LoopFailedAgain(ILogger logger, string loop, string kind, string reason);

    [LoggerMessage(10, LogLevel.Debug, "Attempt started: retry {RetryAttempt}, token {Token}")]
    public static partial void AttemptStarted(ILogger logger, int retryAttempt, long token);

    [LoggerMessage(11, LogLevel.Information, "Task {Id} ({Name} v{Version}) will be tried again{When}: {Error}")]
    public static partial void AttemptRetried(ILogger logger, Ulid id, string name, int version, string when, string error);

    [LoggerMessage(12, LogLevel.Warning, "Task {Id} ({Name} v{Version}) failed: {Error}")]
    public static partial void AttemptFailed(ILogger logger, Exception? exception, Ulid id, string name, int version, string error);

    [LoggerMessage(13, LogLevel.Warning, "Task {Id} ({Name} v{Version}) is stalled: {Error}")]
    public static partial void AttemptStalled(ILogger logger, Ulid id, string name, int version, string error);

    [LoggerMessage(14, LogLevel.Warning, "Task {Id} ({Name} v{Version}) is not known to this worker: {What}")]
    public static partial void TaskUnknown(ILogger logger, Ulid id, string name, int version, string what);

    [LoggerMessage(15, LogLevel.Warning, "The outcome of task {Id} ({Name}), token {Token}, was rejected: its claim had passed on")]
    public static partial void OutcomeRejected(ILogger logger, Ulid id, string name, long token);

    [LoggerMessage(16, LogLevel.Warning, "Task {Id} ({Name}) lost its claim; its code is told to stop")]
    public static partial void ClaimLost(ILogger logger, Ulid id, string name);

    [LoggerMessage(17, LogLevel.Error, "Task {Id} ({Name}) did not end {Grace} s after it was told to; its slot is given up ({Abandoned} of {Slots})")]
    public static partial void SlotAbandoned(ILogger logger, Ulid id, string name, double grace, int abandoned, int slots);

    [LoggerMessage(18, LogLevel.Critical, "Every slot is held by code that does not end; this worker stops so that its supervisor starts a new one")]
    public static partial void AllSlotsAbandoned(ILogger logger);

    [LoggerMessage(20, LogLevel.Warning, "Task {Id} ({Name}) was taken from worker {Worker}, whose lease had lapsed: {Status}")]
    public static partial void TaskRescued(ILogger logger, Ulid id, string name, string worker, string status);

    [LoggerMessage(30, LogLevel.Information, "Worker stops: {Running} attempts are running")]
    public static partial void WorkerStops(ILogger logger, int running);

    [LoggerMessage(31, LogLevel.Information, "Worker has started {Ttl} attempts, its WORKER_TTL, and ends when they have")]
    public static partial void TtlReached(ILogger logger, int ttl);

    [LoggerMessage(32, LogLevel.Information, "Pruned {Ended} ended tasks, {DeadLetters} dead letters, {RateEntries} rate entries")]
    public static partial void Pruned(ILogger logger, int ended, int deadLetters, int rateEntries);

    [LoggerMessage(33, LogLevel.Information, "Stalled {Stalled} silent tasks, cancelled {Cancelled} waiting ones")]
    public static partial void Cleaned(ILogger logger, int stalled, int cancelled);

    [LoggerMessage(34, LogLevel.Warning, "The occurrence of {Name} at {Time:u} could not be stored and is tried again until then: {Reason}")]
    public static partial void OccurrenceRefused(ILogger logger, string name, DateTimeOffset time, string reason);

    [LoggerMessage(35, LogLevel.Warning, "Worker ends and could not tell the store how {Count} attempts ended; their tasks run again, whatever was said of them here: {Ids}")]
    public static partial void AttemptsLeft(ILogger logger, int count, string ids);

    [LoggerMessage(36, LogLevel.Warning, "The occurrence of {Name} at {Time:u} was stored, and the store has lost it; it is stored again")]
    public static partial void OccurrenceLost(ILogger logger, string name, DateTimeOffset time);
}
