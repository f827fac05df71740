using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Finds the tasks that a bulk request means by a filter, within what one request may cost.</summary>
internal sealed class BulkSearch
{
    /// <summary>Entries looked at, more or less, before a search gives up.</summary>
    private const int MostLookedAt = 25 * ListQuery.MaxExamined;

    /// <summary>Pages read before a search gives up: with few bytes each they cost a store their number.</summary>
    private const int MostPages = 1_000;

    private readonly List<Ulid> _found = [];
    private int _lookedAt;
    private int _pages;

    /// <summary>Those found, in the order of their listings.</summary>
    public IReadOnlyList<Ulid> Found => _found;

    /// <summary>Whether the search ended at a bound, so that there may be more.</summary>
    public bool More { get; private set; }

    /// <summary>Searches one listing.</summary>
    /// <param name="list">Reads a page of it.</param>
    /// <param name="filter">What is meant; its limit bounds all that this search finds.</param>
    /// <param name="wanted">Leaves out some of those listed; null wants all.</param>
    public async ValueTask AddAsync(Func<ListQuery, ValueTask<TaskPage>> list, ListQuery filter, Func<TaskRecord, bool>? wanted = null)
    {
        string? cursor = null;
        do
        {
            // Only ids are kept, but whole tasks are read, and each may be large.
            var asked = Math.Min(filter.Limit - _found.Count, ApiLimits.TasksAtOnce);
            if (asked <= 0 || _lookedAt >= MostLookedAt || _pages++ == MostPages)
            {
                More = true;
                return;
            }

            var page = await list(filter with { Cursor = cursor, Limit = asked });
            // A short page has looked at as many entries as one may.
            _lookedAt += page.Tasks.Count < asked ? ListQuery.MaxExamined : asked;
            _found.AddRange(page.Tasks.Where(task => wanted is null || wanted(task)).Select(task => task.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }
}
