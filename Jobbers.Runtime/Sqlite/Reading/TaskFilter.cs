using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Reading;

/// <summary>The filters of a listing that no index serves; reads of a task no more than they need.</summary>
internal sealed class TaskFilter(Database database)
{
    private readonly Statement _traits = database.Prepare(
        """
        SELECT s.queue, t.name, t.version, t.tags, s.worker, r.error_type, s.submitted_at
        FROM states s CROSS JOIN tasks t ON t.seq = s.seq LEFT JOIN reports r ON r.seq = s.seq WHERE s.seq = ?1
        """);

    /// <param name="query">The listing.</param>
    /// <param name="queueIsServed">Whether the order read holds that queue only.</param>
    public static bool IsNeeded(ListQuery query, bool queueIsServed) =>
        query is not { Name: null, Version: null, Tag: null, Worker: null, ErrorType: null, SubmittedAfter: null, SubmittedBefore: null }
        || (query.Queue is not null && !queueIsServed);

    public bool Matches(ListQuery query, long seq)
    {
        _traits.Bind(1, seq);
        if (!_traits.Step())
            return false;
        return Is(query.Queue, 0) && Is(query.Name, 1)
            && (query.Version is null || query.Version == _traits.Int32(2))
            && (query.Tag is null || Lines.Split(_traits.TextOrNull(3)).Contains(query.Tag))
            && Is(query.Worker, 4) && Is(query.ErrorType, 5)
            && (query.SubmittedAfter is not { } after || _traits.Int64(6) >= Micros.Of(after))
            && (query.SubmittedBefore is not { } before || _traits.Int64(6) < Micros.Of(before));
    }

    private bool Is(string? wanted, int column) => wanted is null || _traits.TextOrNull(column) == wanted;
}
