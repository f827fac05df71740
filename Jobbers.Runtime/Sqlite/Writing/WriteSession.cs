using System.Diagnostics;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// The writer's connection with all that one transaction shares: the clock, the tables, and what is written once at its end. Only the writer's
/// thread uses it.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    /// <summary>Milliseconds between two looks at where the file is.</summary>
    private const long BetweenLooks = 100;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly StoreClock _clock;
    private readonly Statement _schema;
    private readonly RoutingRows _routingRows;
    private long _changesAtBegin;
    private long _nextLook;
    private bool _touched;
    private bool _rang;

    public WriteSession(Database database, StoreClock clock, SqliteDurability durability)
    {
        Database = database;
        _clock = clock;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _schema = database.Prepare("PRAGMA user_version");
        _routingRows = new RoutingRows(database);
        Flushes = new CommitFlushes(database, durability);
        Names = new TextPool();
        Store = new StoreRow(database);
        Counts = new ShelfCounts(database);
        States = new TaskStates(database, Names);
        Details = new TaskDetails(database);
        Keys = new TaskKeys(database);
        Reports = new TaskReports(database);
        History = new AttemptHistory(database);
        Workers = new WorkerRows(database);
        Rates = new RateWindows(database, Counts);
        Routing = new RoutingCache(_routingRows);
        Changes = new ChangeLog(database, Store);
        Moves = new TaskMoves(this);
    }

    public Database Database { get; }

    public CommitFlushes Flushes { get; }

    public TextPool Names { get; }

    public StoreRow Store { get; }

    public ShelfCounts Counts { get; }

    public TaskStates States { get; }

    public TaskDetails Details { get; }

    public TaskKeys Keys { get; }

    public TaskReports Reports { get; }

    public AttemptHistory History { get; }

    public WorkerRows Workers { get; }

    public RateWindows Rates { get; }

    public RoutingCache Routing { get; }

    public ChangeLog Changes { get; }

    public TaskMoves Moves { get; }

    /// <summary>The transaction's time.</summary>
    public long Now => Store.Now;

    /// <summary>Running tasks whose cancel this transaction asked for.</summary>
    public List<Ulid> CancelRequests { get; } = [];

    /// <summary>Begins a transaction.</summary>
    /// <exception cref="StoreUnavailableException">Other processes hold the file for too long, or it is not where it was.</exception>
    /// <exception cref="StoreRefusedException">A newer program has changed the schema while this one had the file open.</exception>
    public void Begin()
    {
        Flushes.Prepare();
        TakeTurn();
        try
        {
            CheckPlace();
            CheckSchema();
            CancelRequests.Clear();
            Store.Read();
            Store.Now = _clock.Read(Store.Now);
            Routing.Refresh(Store.Bells.Routing);
            _changesAtBegin = Database.TotalChanges;
            _touched = false;
            _rang = false;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>
    /// Looks now and then, not each time: the calls of the file system were a tenth of a lone submit. What was written in between is where all is that was
    /// written before.
    /// </summary>
    private void CheckPlace()
    {
        var now = Environment.TickCount64;
        if (now < _nextLook)
            return;
        if (!Database.IsInPlace || !Flushes.IsLogInPlace)
            throw SqliteProblem.Moved(Database.Path);
        _nextLook = now + BetweenLooks;
    }

    /// <summary>Writes what the transaction gathered, and commits. A transaction that changed nothing costs no write.</summary>
    public void Commit()
    {
        var hasChanged = _touched || Database.TotalChanges != _changesAtBegin;
        if (hasChanged)
        {
            Counts.Flush();
            Changes.Trim();
            Store.Write();
        }

        Database.Rest();
        if (hasChanged)
            Flushes.Begin();
        _commit.Run();
    }

    public void Rollback()
    {
        Counts.Discard();
        Routing.Discard();
        CancelRequests.Clear();
        Database.Rest();
        if (Database.InTransaction)
            _rollback.Run();
        Flushes.GiveUp();
    }

    public long NextSequence() => ++Store.Sequence;

    /// <summary>Something became claimable.</summary>
    public void RingDoorbell()
    {
        if (_rang)
            return;
        _rang = true;
        Store.Bells = Store.Bells with { Doorbell = Store.Bells.Doorbell + 1 };
    }

    /// <summary>A task became due earlier than was known, perhaps.</summary>
    public void RingSchedule() => Store.Bells = Store.Bells with { Schedule = Store.Bells.Schedule + 1 };

    public void RequestCancel(Ulid id)
    {
        CancelRequests.Add(id);
        Store.Bells = Store.Bells with { Cancels = Store.Bells.Cancels + 1 };
    }

    /// <summary>Changes queues or roles: a new version, which rings.</summary>
    public void ChangeRouting(Action<RoutingRows> change)
    {
        change(_routingRows);
        Store.Bells = Store.Bells with { Routing = Store.Bells.Routing + 1 };
        Routing.Refresh(Store.Bells.Routing);
        RingDoorbell();
    }

    /// <summary>The store's row changed and nothing else.</summary>
    public void Touch() => _touched = true;

    /// <summary>What is written in the old form a newer program would not find: a task claimed so might never be rescued.</summary>
    private void CheckSchema()
    {
        _schema.Step();
        var version = _schema.Int64(0);
        _schema.Reset();
        if (version != Migrations.Latest)
            Migrations.RefuseNewer(Database);
    }

    /// <summary>
    /// Waits for the file in steps of a millisecond. SQLite's own wait grows to 100 ms a step, in which a busy neighbour gets every turn.
    /// </summary>
    private void TakeTurn()
    {
        var waited = Stopwatch.StartNew();
        while (!_begin.TryRun())
        {
            if (waited.Elapsed > LongestTurn)
                throw new StoreUnavailableException($"'{Database.Path}' is held by another process for too long: see which one has it open.");
#pragma warning disable RS0030 // SQLite gives nothing to wait on for another process's lock; this is never a thread of the pool.
            Thread.Sleep(1);
#pragma warning restore RS0030
        }
    }

    public void Dispose()
    {
        Flushes.Dispose();
        Database.Dispose();
    }
}
