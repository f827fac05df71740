namespace Jobbers.Hosts.CommandLine;

/// <summary>What <c>--help</c> adds to each command's list of options: how it is used, shown by commands that work as they stand.</summary>
internal static class HelpTexts
{
    public const string ExitCodes = """
        Exit codes:
          0  done
          1  could not go on, or not all of it was done; the last line says why
          2  called or configured wrongly; nothing was done
        """;

    /// <summary>Settings that are made in the environment (or appsettings.json, below "Jobbers") only.</summary>
    public const string ManagerEnvironment = """
        Environment:
          JOBBERS_API_KEYS         who may call: name:role:sha256;… as 'keys new' makes them
          JOBBERS_ALLOW_ANONYMOUS  1: listen beyond this machine without keys, behind something that checks callers
          JOBBERS_ALLOWED_HOSTS    host names that may be addressed while there are no keys, separated by ';'
        """;

    /// <summary>Of <c>dev</c>, which joins no shared store unless it is told to.</summary>
    public const string DevRedis = "  REDIS_URL                not used by dev: name a Redis with --store or JOBBERS_STORE";

    public const string SharedRedis = "  REDIS_URL                redis://[user:password@]host:port[/database]; --store and JOBBERS_STORE go before it";

    /// <summary>Of commands that talk to a manager.</summary>
    public const string AdminEnvironment = """
        Environment:
          JOBBERS_API_KEY  the key to send, when the manager has keys
        """;

    public const string ProcessEnvironment = """
          SQL_PATH                 the SQLite file, as a path or as sqlite:///path
          JOBBERS_SQLITE_SYNCHRONOUS  full: an acknowledged submit survives power loss. normal: a crash of the process
          JOBBERS_REQUIRE_DURABLE  1: refuse a Redis that may evict or does not persist
          OTEL_EXPORTER_OTLP_ENDPOINT  send metrics, traces and logs there
        """;

    /// <summary>Of a command, by its words behind the program's name; {0} stands for that name.</summary>
    public static IReadOnlyDictionary<string, string[]> Examples { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [""] =
        [
            "{0}                                     everything in one process; open http://localhost:8000",
            "{0} manager --store redis://db:6379     the HTTP API, beside the workers, schedulers and cleaners of one store",
            "{0} tasks list --status failed          what failed, from a running manager",
            "{0} worker --help                       what a command takes",
        ],
        ["dev"] =
        [
            "{0} dev                                 tasks live in ./jobbers.db",
            "{0} dev --store sqlite:try.db --urls http://localhost:9000",
            "{0} dev --concurrent-tasks 20",
        ],
        ["manager"] =
        [
            "{0} manager                             on http://127.0.0.1:8000, on the store of REDIS_URL",
            "JOBBERS_API_KEYS=ops:admin:… {0} manager --urls http://0.0.0.0:8000",
        ],
        ["worker"] =
        [
            "{0} worker --store redis://db:6379 --concurrent-tasks 20",
            "{0} worker --role heavy-workers --ttl 0  one role's queues, for ever",
        ],
        ["scheduler"] = ["{0} scheduler --store redis://db:6379"],
        ["cleaner"] =
        [
            "{0} cleaner --stale-time 300                                    stall what is silent; from cron, each five minutes",
            "{0} cleaner --completed-task-age 86400 --dlq-age 2592000        forget what is old; from cron, each night",
            "{0} cleaner --interval 60                                       stay, and forget ended tasks after 7 days, dead letters after 30",
            "{0} cleaner --cancel-waiting --max-queue-age 1767225600 --json  cancel what was submitted before that moment",
        ],
        ["openapi"] = ["{0} openapi docs/api/openapi.json"],
        ["contracts write"] = ["{0} contracts write && git add jobbers.contracts.json"],
        ["tasks"] = ["{0} tasks submit generate_report --params '{\"report_id\":42}' --wait", "{0} tasks list --status failed --queue reports", "{0} tasks wait 01JBKR2E5F3G4H5J6K718M9N0P"],
        ["tasks submit"] =
        [
            "{0} tasks submit generate_report --params '{\"report_id\":42}'",
            "{0} tasks submit generate_report --params-file report.json --delay 3600 --tag nightly",
            "jq -n '{report_id: 42}' | {0} tasks submit generate_report --params-file - --wait --json",
        ],
        ["tasks list"] =
        [
            "{0} tasks list --status started                       what runs",
            "{0} tasks list --tag nightly --limit 200 --json | jq -r '.tasks[].id'",
        ],
        ["tasks show"] = ["{0} tasks show 01JBKR2E5F3G4H5J6K718M9N0P"],
        ["tasks wait"] = ["{0} tasks wait 01JBKR2E5F3G4H5J6K718M9N0P --timeout 600 && echo it completed"],
        ["tasks cancel"] =
        [
            "{0} tasks cancel 01JBKR2E5F3G4H5J6K718M9N0P",
            "{0} tasks cancel --queue reports --status submitted   all that wait in a queue",
        ],
        ["tasks resubmit"] = ["{0} tasks resubmit 01JBKR2E5F3G4H5J6K718M9N0P"],
        ["queues"] = ["{0} queues list", "{0} queues pause reports"],
        ["queues pause"] = ["{0} queues pause reports"],
        ["queues resume"] = ["{0} queues resume reports"],
        ["keys new"] =
        [
            "{0} keys new ci --role submitter",
            "{0} keys new ops --role admin --json | jq -r .entry",
        ],
    };
}
