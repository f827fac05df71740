namespace Benchmarks.Comparison;

/// <summary>Who takes part; who does not, and why.</summary>
internal sealed class Roster
{
    public static readonly string[] Keys = ["native", "jit", "bare", "hangfire", "bullmq", "sqlite", "bare-sqlite", "quartz"];

    private static readonly string Here = AppContext.BaseDirectory;
    /// <summary>Where it was built, with all that it needs beside it, and no more.</summary>
    private static readonly string Jit = Path.Combine(Here.Replace("/Benchmarks/bin/", "/Benchmarks/Player/bin/", StringComparison.Ordinal), "Benchmarks.Player");
    private static readonly string Peers = Path.Combine(Here, "Benchmarks");

    private readonly List<Entrant> _entrants = [];
    private readonly List<string> _skipped = [];

    public IReadOnlyList<Entrant> Entrants => _entrants;

    /// <summary>A sentence for each that is missing.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    public static async Task<Roster> GatherAsync(Options options)
    {
        var roster = new Roster();
        bool Wanted(string key) => options.Only.Count == 0 || options.Only.Contains(key);
        if (RedisServer.Find() is null)
            roster._skipped.Add("Everything on Redis is skipped: redis-server is not on the PATH (Debian: apt-get install redis-server).");
        else
            await roster.AddOnRedisAsync(options, Wanted);
        if (Wanted("sqlite"))
            roster.Add("sqlite", "Jobbers on SQLite", Jit, "jobbers-sqlite");
        if (Wanted("bare-sqlite"))
            roster.Add("bare-sqlite", "bare SQLite probe", Jit, "bare-sqlite");
        if (Wanted("quartz"))
            roster.Add("quartz", "Quartz in memory", Peers, "quartz");
        return roster;
    }

    private async Task AddOnRedisAsync(Options options, Func<string, bool> wanted)
    {
        if (wanted("native"))
            await AddNativeAsync(options);
        if (wanted("jit"))
            _entrants.Add(Jobbers("jit", "Jobbers JIT", Jit));
        if (wanted("bare"))
            _entrants.Add(OnRedis("bare", "bare probe", Jit, "bare-redis"));
        if (wanted("hangfire"))
            _entrants.Add(OnRedis("hangfire", "Hangfire", Peers, "hangfire") with { Part = 10 });
        if (wanted("bullmq"))
            await AddBullMqAsync();
    }

    private async Task AddNativeAsync(Options options)
    {
        var (program, problem) = await NativePlayer.FindAsync(options.Native);
        if (program is null)
            _skipped.Add($"Jobbers native is skipped: {problem}");
        else
            _entrants.Add(Jobbers("native", "Jobbers native", program));
    }

    private async Task AddBullMqAsync()
    {
        var (script, problem) = await BullMqPlayer.FindAsync();
        if (script is null)
            _skipped.Add($"BullMQ is skipped: {problem}");
        else
            _entrants.Add(new Entrant("bullmq", "BullMQ", "node", at => [script, at]) { Worker = at => [script, at, "serve", "50"] });
    }

    private static Entrant Jobbers(string key, string title, string program) =>
        new(key, title, program, at => ["player", "jobbers-redis", at]) { Worker = at => ["worker", "--store", $"redis://{at}", "--concurrent-tasks", "50"] };

    private static Entrant OnRedis(string key, string title, string program, string name) =>
        new(key, title, program, at => ["player", name, at]) { Worker = at => ["player", name, at, "serve", "50"] };

    private void Add(string key, string title, string program, string name) => _entrants.Add(new Entrant(key, title, program, at => ["player", name, at]));
}
