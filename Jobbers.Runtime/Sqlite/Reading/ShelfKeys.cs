using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Reading;

/// <summary>Positions of tasks in the order of their shelves, read in pieces as far as they are asked for.</summary>
internal sealed class ShelfKeys(Database database)
{
    private const int Piece = 64;

    private readonly Statement _up = database.Prepare(
        "SELECT score, id FROM states WHERE queue = ?1 AND shelf = ?2 AND (score, id) > (?3, ?4) ORDER BY score, id LIMIT ?5");

    private readonly Statement _down = database.Prepare(
        "SELECT score, id FROM states WHERE queue = ?1 AND shelf = ?2 AND (score, id) < (?3, ?4) ORDER BY score DESC, id DESC LIMIT ?5");

    private readonly Statement _newest = database.Prepare("SELECT 0, id FROM states WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    private readonly Statement _ids = database.Prepare("SELECT id FROM states WHERE queue = ?1 AND shelf = ?2");

    /// <summary>One shelf of one queue.</summary>
    public IEnumerable<ListKey> Of(string queue, Shelf shelf, ListKey after, bool descending)
    {
        var statement = descending ? _down : _up;
        for (var more = true; more;)
        {
            statement.Bind(1, queue).Bind(2, shelf.Code).Bind(3, after.Score).Bind(4, after.Id).Bind(5, Piece);
            var keys = Read(statement);
            more = keys.Count == Piece;
            foreach (var key in keys)
                yield return after = key;
        }
    }

    /// <summary>All tasks, the newest id first.</summary>
    public IEnumerable<ListKey> Newest(ListKey after)
    {
        for (var more = true; more;)
        {
            _newest.Bind(1, after.Id).Bind(2, Piece);
            var keys = Read(_newest);
            more = keys.Count == Piece;
            foreach (var key in keys)
                yield return after = key;
        }
    }

    /// <summary>A shelf by id. Only for started tasks: there are never more of them than slots.</summary>
    public IEnumerable<ListKey> ById(IEnumerable<string> queues, Shelf shelf, ListKey after)
    {
        var ids = new List<Ulid>();
        foreach (var queue in queues)
        {
            _ids.Bind(1, queue).Bind(2, shelf.Code);
            while (_ids.Step())
                ids.Add(_ids.Id(0));
        }

        ids.Sort();
        return ids.Select(id => new ListKey(0, id)).Where(key => after == ListKey.First || key.Id.CompareTo(after.Id) > 0);
    }

    /// <summary>Several ascending or descending orders as one.</summary>
    public static IEnumerable<ListKey> Merge(IEnumerable<IEnumerable<ListKey>> orders, bool descending)
    {
        var comparer = Comparer<ListKey>.Create((left, right) => descending ? right.CompareTo(left) : left.CompareTo(right));
        var heads = new PriorityQueue<IEnumerator<ListKey>, ListKey>(comparer);
        foreach (var order in orders)
        {
            var head = order.GetEnumerator();
            if (head.MoveNext())
                heads.Enqueue(head, head.Current);
        }

        while (heads.TryDequeue(out var head, out var key))
        {
            yield return key;
            if (head.MoveNext())
                heads.Enqueue(head, head.Current);
        }
    }

    private static List<ListKey> Read(Statement statement)
    {
        var keys = new List<ListKey>(Piece);
        while (statement.Step())
            keys.Add(new ListKey(statement.Int64(0), statement.Id(1)));
        return keys;
    }
}
