using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Reading;

/// <summary>Positions of tasks in the order of their shelves, read in pieces as far as they are asked for.</summary>
internal sealed class ShelfKeys(Database database)
{
    private const int Piece = 64;

    // Two statements for an order: (score, seq) > (?, ?) would look through all equals of the score, as a row's number ends no such search.
    private readonly Statement _equalsAfter = database.Prepare(
        "SELECT score, seq FROM states WHERE queue = ?1 AND shelf = ?2 AND score = ?3 AND seq > ?4 ORDER BY seq LIMIT ?5");

    private readonly Statement _equalsBefore = database.Prepare(
        "SELECT score, seq FROM states WHERE queue = ?1 AND shelf = ?2 AND score = ?3 AND seq < ?4 ORDER BY seq DESC LIMIT ?5");

    private readonly Statement _above = database.Prepare(
        "SELECT score, seq FROM states WHERE queue = ?1 AND shelf = ?2 AND score > ?3 ORDER BY score, seq LIMIT ?4");

    private readonly Statement _below = database.Prepare(
        "SELECT score, seq FROM states WHERE queue = ?1 AND shelf = ?2 AND score < ?3 ORDER BY score DESC, seq DESC LIMIT ?4");

    private readonly Statement _newest = database.Prepare("SELECT id, seq FROM states WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    private readonly Statement _ids = database.Prepare("SELECT id, seq FROM states WHERE queue = ?1 AND shelf = ?2");

    /// <summary>One shelf of one queue.</summary>
    public IEnumerable<ListKey> Of(string queue, Shelf shelf, ListKey after, bool descending)
    {
        var (equals, others) = descending ? (_equalsBefore, _below) : (_equalsAfter, _above);
        for (var more = true; more;)
        {
            var keys = ReadPlaces(equals.Bind(1, queue).Bind(2, shelf.Code).Bind(3, after.Score).Bind(4, after.Seq).Bind(5, Piece));
            if (keys.Count < Piece)
                keys.AddRange(ReadPlaces(others.Bind(1, queue).Bind(2, shelf.Code).Bind(3, after.Score).Bind(4, Piece - keys.Count)));
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
            var keys = ReadIds(_newest, Piece);
            more = keys.Count == Piece;
            foreach (var key in keys)
                yield return after = key;
        }
    }

    /// <summary>A shelf by id. Only for started tasks: there are never more of them than slots.</summary>
    public IEnumerable<ListKey> ById(IEnumerable<string> queues, Shelf shelf, ListKey after)
    {
        var keys = new List<ListKey>();
        foreach (var queue in queues)
            keys.AddRange(ReadIds(_ids.Bind(1, queue).Bind(2, shelf.Code), 0));
        keys.Sort();
        return keys.Where(key => key.CompareTo(after) > 0);
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

    private static List<ListKey> ReadPlaces(Statement statement)
    {
        var keys = new List<ListKey>(Piece);
        while (statement.Step())
            keys.Add(new ListKey(statement.Int64(0), default, statement.Int64(1)));
        return keys;
    }

    private static List<ListKey> ReadIds(Statement statement, int expected)
    {
        var keys = new List<ListKey>(expected);
        while (statement.Step())
            keys.Add(new ListKey(0, statement.Id(0), statement.Int64(1)));
        return keys;
    }
}
