namespace Jobbers.Submission;

/// <summary>No task of that id is stored: it never was, or it ended and was pruned.</summary>
public sealed class TaskNotFoundException(Ulid id) : Exception($"There is no task {id}; it was never submitted, or has been pruned.")
{
    /// <summary>The id asked for.</summary>
    public Ulid Id { get; } = id;
}
