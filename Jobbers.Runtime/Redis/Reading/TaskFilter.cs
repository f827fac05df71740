using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Redis.Reading;

/// <summary>What of a query no index answers.</summary>
internal sealed class TaskFilter(ListQuery query, bool byQueue)
{
    /// <summary>Whether anything is left to look at in the tasks themselves.</summary>
    public bool IsEmpty { get; } = query is
    {
        Name: null, Version: null, Tag: null, Worker: null, ErrorType: null, SubmittedAfter: null, SubmittedBefore: null,
    } && !(byQueue && query.Queue is not null);

    public bool Matches(TaskRecord task) =>
        (query.Queue is null || task.Queue == query.Queue)
        && (query.Name is null || task.Name == query.Name)
        && (query.Version is null || task.Version == query.Version)
        && (query.Tag is null || task.Tags.Contains(query.Tag))
        && (query.Worker is null || task.Worker == query.Worker)
        && (query.ErrorType is null || task.ErrorType == query.ErrorType)
        && (query.SubmittedAfter is not { } after || task.SubmittedAt >= after)
        && (query.SubmittedBefore is not { } before || task.SubmittedAt < before);
}
