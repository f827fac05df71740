using Jobbers.Routing;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Reading;

/// <summary>One reading connection with its queries. Each use sees one snapshot of the file.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _end;
    private readonly StoreRow _store;
    private readonly StoreClock _clock;
    private readonly RoutingRows _routing;

    public ReadSession(Database database, StoreClock clock)
    {
        _database = database;
        _clock = clock;
        _begin = database.Prepare("BEGIN");
        _end = database.Prepare("COMMIT");
        _store = new StoreRow(database);
        _routing = new RoutingRows(database);
        var names = new TextPool();
        var states = new TaskStates(database, names);
        Tasks = new ReadTasks(database, names);
        Counts = new ReadCounts(database);
        Lists = new ListTasks(database, Tasks, Counts);
        History = new ReadHistory(database, states);
        Workers = new ReadWorkers(database);
        Waiting = new ReadWaiting(database, states);
        Submitted = new FindWaiting(database, Counts);
        Changes = new ReadChanges(database, _store, names);
    }

    public ReadTasks Tasks { get; }

    public ReadCounts Counts { get; }

    public ListTasks Lists { get; }

    public ReadHistory History { get; }

    public ReadWorkers Workers { get; }

    public ReadWaiting Waiting { get; }

    public FindWaiting Submitted { get; }

    public ReadChanges Changes { get; }

    /// <summary>Whether the file still lies where it was opened.</summary>
    public bool IsInPlace => _database.IsInPlace;

    /// <summary>The time the file holds.</summary>
    public long StoredNow
    {
        get
        {
            _store.Read();
            return _store.Now;
        }
    }

    /// <summary>The store's clock.</summary>
    public long Now => _clock.Read(StoredNow);

    public RoutingSnapshot ReadRouting()
    {
        _store.Read();
        return _routing.Read(_store.Bells.Routing);
    }

    public void Begin() => _begin.Run();

    public void End()
    {
        _database.Rest();
        if (_database.InTransaction)
            _end.Run();
    }

    public void Dispose() => _database.Dispose();
}
