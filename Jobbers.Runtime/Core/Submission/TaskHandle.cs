using Jobbers.Catalog;
using Jobbers.Lifecycle;

namespace Jobbers.Submission;

/// <summary>A submitted task. Made by a submit, or of an id that was stored: <c>client.GenerateReportHandle(id)</c>, generated for each task.</summary>
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

    /// <summary>
    /// True when the submit returned a task that was there already: same id, idempotency key or unique key. Of a submit under an id of its own whose answer
    /// was lost, that may be its own earlier try. False for a handle made of an id.
    /// </summary>
    public bool Deduplicated { get; }

    private protected JobbersClient Client { get; }

    /// <summary>The task as it stands now.</summary>
    /// <exception cref="TaskNotFoundException">It was never submitted, or has been pruned.</exception>
    public async ValueTask<TaskRecord> GetAsync(CancellationToken cancellationToken = default) =>
        await Client.GetAsync(Id, cancellationToken) ?? throw new TaskNotFoundException(Id);

    /// <summary>Waits until the task has ended well.</summary>
    /// <exception cref="TaskFailedException">It ended otherwise.</exception>
    /// <exception cref="TaskNotFoundException">It was never submitted, or has been pruned.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellationToken = default) =>
        await EndedWellAsync(cancellationToken);

    /// <summary>Cancels the task: at once when it waits, by request when it runs.</summary>
    public ValueTask<CancelAnswer> CancelAsync(CancellationToken cancellationToken = default) => Client.CancelAsync(Id, cancellationToken);

    private protected async ValueTask<TaskRecord> EndedWellAsync(CancellationToken cancellationToken)
    {
        var ended = await Client.WaitAsync(Id, cancellationToken);
        return ended.Status == JobStatus.Completed
            ? ended
            : throw new TaskFailedException(Id, ended.Status, ended.ErrorType, ended.Error);
    }
}
