using System.Collections.Concurrent;
using System.Diagnostics;
using Drills.History;
using Drills.Processes;
using Jobbers.Lifecycle;
using Jobbers.Redis;
using Jobbers.Redis.Tests.Server;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Drills;

/// <summary>The stage of one drill: a store of its own, the processes on it, what was submitted and what was done to them.</summary>
internal sealed class Drill : IAsyncDisposable
{
    private const int ReadAtOnce = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-drill-").FullName;
    private readonly ConcurrentBag<HostProcess> _hosts = [];
    private readonly ConcurrentBag<Interruption> _interruptions = [];
    private readonly ConcurrentBag<Ulid> _acknowledged = [];
    private readonly ConcurrentBag<TimeSpan> _recoveries = [];
    private ITaskStore? _store;

    private Drill()
    {
    }

    /// <summary>Where processes find the store that are started from now on: a proxy's address, when one shall stand between.</summary>
    public string Address { get; set; } = "";

    /// <summary>The server, when the drill is on Redis.</summary>
    public RedisServer? Redis { get; private set; }

    /// <summary>What really ran.</summary>
    public Journal Journal => new(Path.Combine(_folder, "journal"));

    /// <summary>The drill's own view of the store, beside the processes.</summary>
    public ITaskStore Store => _store ?? throw new InvalidOperationException("the drill's store is not open");

    public static async Task<Drill> OnRedisAsync()
    {
        var drill = new Drill();
        drill.Redis = await RedisServer.StartAsync(drill._folder);
        drill.Address = drill.Redis.Address;
        drill._store = await RedisStore.OpenAsync(new RedisStoreOptions { Url = drill.Address, ConnectTimeout = TimeSpan.FromSeconds(60), CallTimeout = TimeSpan.FromSeconds(30) }, NullLoggerFactory.Instance, CancellationToken.None);
        return await drill.WithQueueAsync();
    }

    public static async Task<Drill> OnSqliteAsync()
    {
        var drill = new Drill();
        var path = Path.Combine(drill._folder, "jobbers.db");
        drill.Address = $"sqlite:{path}";
        drill._store = await SqliteStore.OpenAsync(new SqliteStoreOptions(path), TimeProvider.System, CancellationToken.None);
        return await drill.WithQueueAsync();
    }

    public static Task<Drill> OnAsync(string engine) => engine == "redis" ? OnRedisAsync() : OnSqliteAsync();

    /// <summary>Starts a process on the drill's store; it ends with the drill.</summary>
    public HostProcess Start(string verb, params IReadOnlyList<string> options)
    {
        var host = HostProcess.Start(verb, Address, Journal.Path, options);
        _hosts.Add(host);
        return host;
    }

    /// <summary>A worker without a TTL.</summary>
    public HostProcess StartWorker(int slots = 5, params IReadOnlyList<string> options) =>
        Start("worker", ["--ttl", "0", "--concurrent-tasks", $"{slots}", .. options]);

    /// <summary>All roles in one process, on a port of its own.</summary>
    public HostProcess StartDev(out Uri url, int slots = 5)
    {
        url = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        return Start("dev", "--urls", url.ToString().TrimEnd('/'), "--concurrent-tasks", $"{slots}");
    }

    /// <summary>An acknowledged submit: from here on the store owes the task an end.</summary>
    public void Acknowledge(Ulid id) => _acknowledged.Add(id);

    /// <summary>Submits through the drill's own client.</summary>
    public async Task<Ulid> SubmitAsync(SubmitRequest request)
    {
        var answer = (await Store.Submission.SubmitAsync([request], CancellationToken.None))[0];
        Assert.Equal(SubmitKind.Accepted, answer.Kind);
        Acknowledge(answer.Id);
        return answer.Id;
    }

    /// <summary>Says that a process was interrupted just now.</summary>
    public void Interrupted(HostProcess host) => _interruptions.Add(new Interruption(host.ProcessId, Now));

    /// <summary>The store is back, just now: counts the time until the next attempt begins.</summary>
    public async Task MeasureRecoveryAsync()
    {
        var clock = Stopwatch.StartNew();
        await UntilStartedAsync(Journal.Read().Count(line => !line.IsEnd) + 1);
        _recoveries.Add(clock.Elapsed);
    }

    /// <summary>The machine's clock, which the journal is written by too.</summary>
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Lets time pass: a drill's disturbances last as long as they say.</summary>
    public static Task PauseAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan limit, Func<string> what)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(clock.Elapsed < limit, what());
            await Task.Delay(Poll);
        }
    }

    /// <summary>Waits until so many attempts have begun.</summary>
    public Task UntilStartedAsync(int starts) => UntilAsync(
        () => Task.FromResult(Journal.Read().Count(line => !line.IsEnd) >= starts),
        TimeSpan.FromSeconds(120),
        () => $"{starts} attempts should have begun:\n{Outputs()}");

    /// <summary>Waits until everything that was acknowledged has ended. What has not by then is found by the checker.</summary>
    public async Task UntilEndedAsync(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit && !await AllEndedAsync())
            await Task.Delay(Poll);
    }

    /// <summary>What the store says of all that was acknowledged.</summary>
    public async Task<IReadOnlyList<StoredTask>> ReadTasksAsync()
    {
        var tasks = new List<StoredTask>();
        foreach (var ids in _acknowledged.Chunk(ReadAtOnce))
        {
            var records = await Store.Queries.GetAsync(ids, CancellationToken.None);
            for (var i = 0; i < ids.Length; i++)
                tasks.Add(new StoredTask(ids[i], records[i], await Store.Queries.GetHistoryAsync(ids[i], CancellationToken.None) ?? []));
        }

        return tasks;
    }

    /// <summary>Checks the history, prints the drill's row, and fails when a promise was broken.</summary>
    /// <param name="name">Of the row.</param>
    /// <param name="recoversWithin">The longest that an interrupted task may have waited for its next attempt; null where that says nothing.</param>
    public async Task<IReadOnlyList<StoredTask>> ReportAsync(string name, TimeSpan? recoversWithin = null)
    {
        var tasks = await ReadTasksAsync();
        var verdict = new HistoryChecker(Journal.Read()).Check(tasks, _interruptions);
        verdict = verdict with { Recoveries = [.. verdict.Recoveries.Concat(_recoveries).Order()] };
        DrillTable.Print(name, verdict);
        Assert.True(verdict.KeepsItsWord, $"{name}: {Describe(tasks, verdict)}\n{Outputs()}");
        if (recoversWithin is { } limit)
            Assert.InRange(verdict.RecoveryMax, 0, limit.TotalSeconds);
        return tasks;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
        Redis?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What the processes said, for the message of a failed drill.</summary>
    public string Outputs() => string.Join('\n', _hosts.Select(host => $"-- {host.ProcessId}{(host.HasExited ? " (ended)" : "")}:\n{host.Output}"));

    private static string Describe(IReadOnlyList<StoredTask> tasks, HistoryVerdict verdict)
    {
        var wrong = verdict.Lost.Concat(verdict.AcceptedTwice).Concat(verdict.OverlappingAccepted).Concat(verdict.RanAfterCancelled).Distinct().Take(10);
        return string.Join('\n', tasks.Where(task => wrong.Contains(task.Id)).Select(task =>
            $"{task.Id} {task.Record?.Status.ToString() ?? "unknown"} token {task.Record?.Token}: "
            + string.Join(", ", task.Attempts.Select(a => $"#{a.Number} {a.Outcome} {a.Token} {a.StartedAt:HH:mm:ss.fff}-{a.EndedAt:HH:mm:ss.fff}"))));
    }

    private async Task<Drill> WithQueueAsync()
    {
        await Store.Routing.EnsureQueuesAsync(["default"], CancellationToken.None);
        return this;
    }

    private async Task<bool> AllEndedAsync()
    {
        try
        {
            foreach (var ids in _acknowledged.Chunk(ReadAtOnce))
            {
                var statuses = await Store.Queries.GetStatusesAsync(ids, CancellationToken.None);
                if (statuses.Any(status => status is not { } known || !known.IsTerminal()))
                    return false;
            }

            return true;
        }
        catch (StoreUnavailableException)
        {
            // The server is away, or this connection does not know yet that it is back.
            return false;
        }
    }
}
