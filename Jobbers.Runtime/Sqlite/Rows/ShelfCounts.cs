using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>
/// Sizes of shelves: changed in memory through a transaction, written once at its end. So counting costs a verb nothing, and a listing of
/// queues never counts rows.
/// </summary>
internal sealed class ShelfCounts(Database database)
{
    private readonly Statement _read = database.Prepare("SELECT n FROM counts WHERE queue = ?1 AND shelf = ?2");
    private readonly Statement _queues = database.Prepare("SELECT queue FROM counts WHERE shelf = ?1 AND n > 0 ORDER BY queue");

    private readonly Statement _add = database.Prepare(
        "INSERT INTO counts (queue, shelf, n) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n = n + excluded.n");

    private readonly Statement _forget = database.Prepare("DELETE FROM counts WHERE queue = ?1 AND n = 0");
    private readonly Dictionary<(string Queue, Shelf Shelf), long> _changes = [];

    public void Add(string queue, Shelf shelf, long by)
    {
        ref var change = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_changes, (queue, shelf), out _);
        change += by;
    }

    /// <summary>Tasks of one queue go from a shelf to another.</summary>
    public void Move(string queue, Shelf from, Shelf to, int count)
    {
        Add(queue, from, -count);
        Add(queue, to, count);
    }

    public long Get(string queue, Shelf shelf)
    {
        _read.Bind(1, queue).Bind(2, shelf.Code);
        return (_read.Step() ? _read.Int64(0) : 0) + _changes.GetValueOrDefault((queue, shelf));
    }

    /// <summary>Queues that have something on a shelf, also deleted ones; what this transaction has changed counts.</summary>
    public IReadOnlyList<string> QueuesWith(Shelf shelf)
    {
        Flush();
        var queues = new List<string>();
        _queues.Bind(1, shelf.Code);
        while (_queues.Step())
            queues.Add(_queues.Text(0));
        return queues;
    }

    /// <summary>Removes the empty shelves of a queue that is gone.</summary>
    public void Forget(string queue)
    {
        Flush();
        _forget.Bind(1, queue).Run();
    }

    /// <summary>Writes what changed.</summary>
    public void Flush()
    {
        foreach (var ((queue, shelf), by) in _changes)
        {
            if (by != 0)
                _add.Bind(1, queue).Bind(2, shelf.Code).Bind(3, by).Run();
        }

        _changes.Clear();
    }

    /// <summary>The transaction was rolled back.</summary>
    public void Discard() => _changes.Clear();
}
