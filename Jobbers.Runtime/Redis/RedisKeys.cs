using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>
/// The names of keys that are read without a script, which makes its own. Every one begins with the tag of its partition, so that they share one slot.
/// </summary>
internal static class RedisKeys
{
    /// <summary>What every key begins with. There is one partition in this version.</summary>
    public const string Tag = "jobbers:{0}:";

    /// <summary>The format of what is stored; another one is refused.</summary>
    public const string FormatVersion = "4";

    public const string Partitions = "1";

    public static readonly RedisKey Prefix = Key("");

    public static readonly RedisKey Changes = Key("changes");

    /// <summary>Directory of the pages of ids.</summary>
    public static readonly RedisKey Ids = Key("ids");

    /// <summary>Counter of changes of the routing.</summary>
    public static readonly RedisKey Routing = Key("routing");

    public static readonly RedisKey Queues = Key("queues");

    /// <summary>Deleted queues that still have ended tasks.</summary>
    public static readonly RedisKey Graves = Key("graves");

    public static readonly RedisKey Roles = Key("roles");

    public static readonly RedisKey Meta = Key("meta");

    public static RedisKey Task(Ulid id) => Tag + "task:" + id;

    public static RedisKey History(Ulid id) => Tag + "history:" + id;

    public static RedisKey IdPage(string lowest) => Tag + "ids:" + lowest;

    public static RedisKey Queue(string name) => Tag + "queue:" + name;

    public static RedisKey Worker(string worker) => Tag + "worker:" + worker;

    /// <summary>The index of a queue's tasks of one status, or <c>suspect</c> or <c>dead</c>.</summary>
    public static RedisKey Index(string index, string queue) => Tag + index + ":" + queue;

    /// <summary>Hints go over one channel a database: channels are shared by all databases of a server.</summary>
    public static string Signals(int database) => Tag + "signals:" + database.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static RedisKey Key(string name) => System.Text.Encoding.ASCII.GetBytes(Tag + name);
}
