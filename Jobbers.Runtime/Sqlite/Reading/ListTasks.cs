using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Reading;

/// <summary>Pages of listings: positions are read from the index in their order, tasks only for what is shown.</summary>
internal sealed class ListTasks(Database database, ReadTasks tasks, ReadCounts counts)
{
    private const byte AllTasks = 0xFE;
    private const byte DeadLetters = 0xFF;

    private readonly ShelfKeys _keys = new(database);
    private readonly TaskFilter _filter = new(database);

    public TaskPage List(ListQuery query)
    {
        if (query.Status is not { } status)
            return Page(query, AllTasks, queueIsServed: false, _keys.Newest(Start(AllTasks, query, descending: true)));
        var listing = (byte)status;
        if (status == JobStatus.Started)
            return Page(query, listing, queueIsServed: true, _keys.ById(Queues(query, Shelf.Started), Shelf.Started, Start(listing, query, descending: false)));
        return Page(query, listing, queueIsServed: true, Merged(query, listing, Shelf.AllOf(status), status.IsTerminal()));
    }

    public TaskPage ListDeadLetters(ListQuery query) =>
        Page(query, DeadLetters, queueIsServed: true, Merged(query, DeadLetters, Shelf.DeadLetters, descending: true));

    private IEnumerable<ListKey> Merged(ListQuery query, byte listing, IReadOnlyList<Shelf> shelves, bool descending)
    {
        var start = Start(listing, query, descending);
        var orders = shelves.SelectMany(shelf => Queues(query, shelf).Select(queue => _keys.Of(queue, shelf, start, descending)));
        return ShelfKeys.Merge(orders, descending);
    }

    private IReadOnlyList<string> Queues(ListQuery query, Shelf shelf) => query.Queue is { } queue ? [queue] : counts.QueuesWith(shelf);

    private static ListKey Start(byte listing, ListQuery query, bool descending) =>
        ListCursor.Read(listing, query.Cursor) ?? (descending ? ListKey.Last : ListKey.First);

    private TaskPage Page(ListQuery query, byte listing, bool queueIsServed, IEnumerable<ListKey> keys)
    {
        var limit = Math.Clamp(query.Limit, 1, ListQuery.MaxLimit);
        var filtered = TaskFilter.IsNeeded(query, queueIsServed);
        var shown = new List<TaskRecord>();
        var examined = 0;
        ListKey last = default;
        foreach (var key in keys)
        {
            if (shown.Count == limit || (filtered && examined == ListQuery.MaxExamined))
                return new TaskPage(shown, ListCursor.Write(listing, last));
            examined++;
            last = key;
            if ((!filtered || _filter.Matches(query, key.Seq)) && tasks.Get(key.Seq) is { } task)
                shown.Add(task);
        }

        return new TaskPage(shown, null);
    }
}
