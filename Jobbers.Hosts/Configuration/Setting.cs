namespace Jobbers.Hosts.Configuration;

/// <summary>One thing that can be set: on the command line, in the environment, in <c>appsettings.json</c> — in this order.</summary>
/// <param name="Variable">Its environment variable.</param>
/// <param name="Key">Its key in appsettings.json, below <c>Jobbers</c>.</param>
/// <param name="Option">Its command line option; null for secrets and for what a deployment sets.</param>
/// <param name="Help">What it means, and its default.</param>
internal sealed record Setting(string Variable, string Key, string? Option, string Help)
{
    public static readonly Setting Store = new("JOBBERS_STORE", "Store", "--store", "Where tasks live: sqlite:PATH or redis://HOST:PORT. Default: REDIS_URL when set (not for dev), else sqlite:jobbers.db.");
    public static readonly Setting RedisUrl = new("REDIS_URL", "RedisUrl", null, "redis://[user:password@]host:port[/database], or rediss:// for TLS.");
    public static readonly Setting SqlPath = new("SQL_PATH", "SqlPath", null, "The SQLite file, as a path or as sqlite:///path.");
    public static readonly Setting Synchronous = new("JOBBERS_SQLITE_SYNCHRONOUS", "SqliteSynchronous", null, "full: an acknowledged submit survives power loss. normal: it survives a crash of the process.");
    public static readonly Setting RequireDurable = new("JOBBERS_REQUIRE_DURABLE", "RequireDurable", null, "1: refuse to start on a Redis that may evict or does not persist.");
    public static readonly Setting Urls = new("JOBBERS_URLS", "Urls", "--urls", "Where to listen, separated by ';'; http only. Default http://127.0.0.1:8000.");
    public static readonly Setting ApiKeys = new("JOBBERS_API_KEYS", "ApiKeys", null, "name:role:sha256;… as 'keys new' makes them.");
    public static readonly Setting ManagerUrl = new("JOBBERS_URL", "Url", "--url", "The manager to talk to. Default http://127.0.0.1:8000.");
    public static readonly Setting ApiKey = new("JOBBERS_API_KEY", "ApiKey", null, "The key that admin commands send to the manager.");
    public static readonly Setting AllowAnonymous = new("JOBBERS_ALLOW_ANONYMOUS", "AllowAnonymous", null, "1: listen beyond loopback without keys.");
    public static readonly Setting AllowedHosts = new("JOBBERS_ALLOWED_HOSTS", "AllowedHosts", null, "Host names, separated by ';', that requests may be addressed to while there are no keys; loopback always may.");
    public static readonly Setting Role = new("WORKER_ROLE", "WorkerRole", "--role", "The role whose queues this worker serves. Default 'default'.");
    public static readonly Setting ConcurrentTasks = new("WORKER_CONCURRENT_TASKS", "WorkerConcurrentTasks", "--concurrent-tasks", "Attempts at once. Default 5.");
    public static readonly Setting Ttl = new("WORKER_TTL", "WorkerTtl", "--ttl", "Attempts after which the worker ends, for a supervisor to restart it; 0 for never. Default 50 (0 in dev).");
    public static readonly Setting ShutdownTimeout = new("WORKER_SHUTDOWN_TIMEOUT", "WorkerShutdownTimeout", "--shutdown-timeout", "Seconds a shutdown may take. Default 25.");
    public static readonly Setting UnknownTasks = new("WORKER_UNKNOWN_TASKS", "WorkerUnknownTasks", "--unknown-tasks", "drop: settle unknown tasks as dropped. return: put them back for 5 s. Default drop.");
    public static readonly Setting PollInterval = new("SCHEDULER_POLL_INTERVAL", "SchedulerPollInterval", "--poll-interval", "Longest sleep in seconds while nothing is due. Default 5.");
    public static readonly Setting BatchSize = new("SCHEDULER_BATCH_SIZE", "SchedulerBatchSize", "--batch-size", "Due tasks per step. Default 500.");
    public static readonly Setting SchedulerRole = new("SCHEDULER_ROLE", "SchedulerRole", "--scheduler-role", "Only the queues of this role. Default: all queues.");
}
