using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>A page of a listing. With a cursor there may be more, even when the page is short or empty.</summary>
internal sealed record TaskPage(IReadOnlyList<TaskRecord> Tasks, string? NextCursor);
