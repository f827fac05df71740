using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Redis.Reading;

/// <summary>Makes one page: reads a source on from the cursor until the page is full, the source ends, or enough was looked at.</summary>
internal sealed class TaskListing(ITaskSource source, TaskReader tasks, TaskFilter filter, char listing)
{
    private const int ExaminedAtOnce = 250;

    private readonly List<TaskRecord> _page = [];

    public async ValueTask<TaskPage> ReadAsync(ListQuery query, Predicate<TaskRecord> stillListed, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(query.Limit, 1, ListQuery.MaxLimit);
        var place = IndexEntry.FromCursor(query.Cursor, listing);
        for (var examined = 0; examined < ListQuery.MaxExamined;)
        {
            var count = filter.IsEmpty ? limit - _page.Count : Math.Min(ExaminedAtOnce, ListQuery.MaxExamined - examined);
            // One more than needed tells whether the listing goes on.
            var entries = await source.NextAsync(place, count + 1, cancellationToken);
            var taken = entries.Count > count ? count : entries.Count;
            var seen = 0;
            var chosen = new List<TaskRecord>();
            var read = await ReadAsync(entries.Take(taken), cancellationToken);
            for (; seen < taken && _page.Count + chosen.Count < limit; seen++)
            {
                if (read[seen] is { } task && stillListed(task) && filter.Matches(task))
                    chosen.Add(task);
            }

            place = seen > 0 ? entries[seen - 1] : place;
            examined += seen;
            await AddAsync(chosen, stillListed, cancellationToken);
            if (_page.Count == limit || seen == entries.Count)
                return Page(place, goesOn: seen < entries.Count);
        }

        return Page(place, goesOn: true);
    }

    /// <summary>With a filter, most of what is read is not shown: then no more is read than it looks at.</summary>
    private ValueTask<TaskRecord?[]> ReadAsync(IEnumerable<IndexEntry> entries, CancellationToken cancellationToken)
    {
        Ulid[] ids = [.. entries.Select(entry => entry.Id)];
        return filter.IsEmpty ? tasks.GetAsync(ids, cancellationToken) : tasks.GetMarksAsync(ids, cancellationToken);
    }

    private async ValueTask AddAsync(List<TaskRecord> chosen, Predicate<TaskRecord> stillListed, CancellationToken cancellationToken)
    {
        if (filter.IsEmpty)
        {
            _page.AddRange(chosen);
            return;
        }

        foreach (var whole in await tasks.GetAsync([.. chosen.Select(task => task.Id)], cancellationToken))
        {
            if (whole is not null && stillListed(whole) && filter.Matches(whole))
                _page.Add(whole);
        }
    }

    private TaskPage Page(IndexEntry? place, bool goesOn) => new(_page, goesOn ? place?.ToCursor(listing) : null);
}
