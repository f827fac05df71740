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
            var records = await tasks.GetAsync([.. entries.Take(taken).Select(entry => entry.Id)], cancellationToken);
            for (var i = 0; i < taken; i++)
            {
                place = entries[i];
                examined++;
                if (records[i] is { } task && stillListed(task) && filter.Matches(task))
                    _page.Add(task);
                if (_page.Count == limit)
                    return Page(place, goesOn: i + 1 < entries.Count);
            }

            if (entries.Count <= count)
                return Page(place, goesOn: false);
        }

        return Page(place, goesOn: true);
    }

    private TaskPage Page(IndexEntry? place, bool goesOn) => new(_page, goesOn ? place?.ToCursor(listing) : null);
}
