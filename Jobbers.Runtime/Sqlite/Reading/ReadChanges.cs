using System.Globalization;
using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Reading;

/// <summary>The change feed after a position.</summary>
internal sealed class ReadChanges(Database database, StoreRow store, TextPool names)
{
    private readonly Statement _after = database.Prepare(
        "SELECT position, id, queue, status FROM changes WHERE position > ?1 ORDER BY position LIMIT ?2");

    /// <param name="position">Null for none, or one that cannot be read.</param>
    /// <param name="asked">Whether the reader had a position.</param>
    /// <param name="limit">Most changes of the page.</param>
    public ChangePage Read(long? position, bool asked, int limit)
    {
        store.Read();
        if (position is not { } from || from < store.FirstChange - 1 || from > store.LastChange)
            return new ChangePage([], Text(store.LastChange), Reset: asked);
        var changes = new List<ChangeRecord>();
        _after.Bind(1, from).Bind(2, limit);
        while (_after.Step())
        {
            from = _after.Int64(0);
            changes.Add(new ChangeRecord(_after.Id(1), names.Get(_after.Bytes(2)), (JobStatus)_after.Int32(3)));
        }

        return new ChangePage(changes, Text(from), Reset: false);
    }

    private static string Text(long position) => position.ToString(CultureInfo.InvariantCulture);
}
