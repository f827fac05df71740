namespace Jobbers.Redis.Reading;

/// <summary>Ids in the order of a listing.</summary>
internal interface ITaskSource
{
    /// <summary>The next entries after a place, or the first; fewer than asked for only at the end.</summary>
    ValueTask<IReadOnlyList<IndexEntry>> NextAsync(IndexEntry? after, int count, CancellationToken cancellationToken);
}
