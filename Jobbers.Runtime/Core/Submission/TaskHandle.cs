using Jobbers.Catalog;
using Jobbers.Lifecycle;

namespace Jobbers.Submission;

/// <summary>A submitted task.</summary>
public class TaskHandle
{
    internal TaskHandle(JobbersClient client, Ulid id, bool deduplicated)
    {
        Client = client;
        Id = id;
        Deduplicated = deduplicated;
    }

    /// <summary>The task's id.</summary>
    public Ulid Id { get; }

    /// <summary>True when the submit returned a task that was there already: same id, idempotency key or unique key.</summary>
    public bool Deduplicated { get; }

    private protected JobbersClient Client { get; }

    /// <summary>The task as it stands now.</summary>
    /// <exception cref="TaskNotFoundException">It has been pruned.</exception>
    public async ValueTask<TaskRecord> GetAsync(CancellationToken cancellationToken = default) =>
        await Client.GetAsync(Id, cancellationToken) ?? throw new TaskNotFoundException(Id);

    /// <summary>Waits until the task has ended well.</summary>
    /// <exception cref="TaskFailedException">It ended otherwise.</exception>
    /// <exception cref="TaskNotFoundException">It has been pruned.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellationToken = default) =>
        await EndedWellAsync(cancellationToken);

    private protected async ValueTask<TaskRecord> EndedWellAsync(CancellationToken cancellationToken)
    {
        var ended = await Client.WaitAsync(Id, cancellationToken);
        return ended.Status == JobStatus.Completed
            ? ended
            : throw new TaskFailedException(Id, ended.Status, ended.ErrorType, ended.Error);
    }
}
