using Jobbers.Catalog;
using Jobbers.Lifecycle;

namespace Jobbers.Submission;

/// <summary>
/// Submits tasks and watches them. The generated methods (<c>client.EnqueueGenerateReport(…)</c>) extend this type, so they work alike over a
/// store and over HTTP. Safe for use by many threads at once.
/// </summary>
public abstract class JobbersClient
{
    private protected JobbersClient()
    {
    }

    /// <summary>Submits one task that has a result.</summary>
    /// <exception cref="TaskValidationException">The parameters are not valid; nothing was stored.</exception>
    /// <exception cref="TaskRefusedException">The store refused the submit: unknown or full queue, conflicting id or key.</exception>
    public async ValueTask<TaskHandle<TResult>> EnqueueAsync<TParameters, TResult>(
        TaskDescriptor<TParameters, TResult> task, TParameters parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitAsync(task, parameters, options, cancellationToken);
        return HandleOf(task, accepted);
    }

    /// <summary>Submits one task that has no result.</summary>
    /// <exception cref="TaskValidationException">The parameters are not valid; nothing was stored.</exception>
    /// <exception cref="TaskRefusedException">The store refused the submit: unknown or full queue, conflicting id or key.</exception>
    public async ValueTask<TaskHandle> EnqueueAsync<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitAsync(task, parameters, options, cancellationToken);
        return new TaskHandle(this, accepted.Id, accepted.Deduplicated);
    }

    /// <summary>Submits many tasks that have a result: batched, in the order given. All are checked before the first is stored.</summary>
    /// <exception cref="TaskValidationException">Some parameters are not valid; nothing was stored.</exception>
    /// <exception cref="TaskRefusedException">The store refused one; its message says which, and that those before it are stored.</exception>
    public async ValueTask<IReadOnlyList<TaskHandle<TResult>>> EnqueueManyAsync<TParameters, TResult>(
        TaskDescriptor<TParameters, TResult> task, IEnumerable<TParameters> parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitManyAsync(task, parameters, options, cancellationToken);
        return [.. accepted.Select(a => HandleOf(task, a))];
    }

    /// <summary>Submits many tasks that have no result: batched, in the order given. All are checked before the first is stored.</summary>
    /// <exception cref="TaskValidationException">Some parameters are not valid; nothing was stored.</exception>
    /// <exception cref="TaskRefusedException">The store refused one; its message says which, and that those before it are stored.</exception>
    public async ValueTask<IReadOnlyList<TaskHandle>> EnqueueManyAsync<TParameters>(
        TaskDescriptor<TParameters> task, IEnumerable<TParameters> parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitManyAsync(task, parameters, options, cancellationToken);
        return [.. accepted.Select(a => new TaskHandle(this, a.Id, a.Deduplicated))];
    }

    /// <summary>The task as it stands now; null when none of that id is stored.</summary>
    public abstract ValueTask<TaskRecord?> GetAsync(Ulid id, CancellationToken cancellationToken = default);

    /// <summary>Waits until a task has ended, however it ended.</summary>
    /// <exception cref="TaskNotFoundException">No task of that id is stored.</exception>
    public abstract ValueTask<TaskRecord> WaitAsync(Ulid id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a task: at once when it waits, by request when it runs.</summary>
    public abstract ValueTask<CancelAnswer> CancelAsync(Ulid id, CancellationToken cancellationToken = default);

    /// <summary>Gives an ended task a second chance: it waits in its queue again, under its own id.</summary>
    /// <param name="id">The task.</param>
    /// <param name="resetRetryCount">Whether retries and lost workers are counted from 0 again.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    public abstract ValueTask<ResubmitAnswer> ResubmitAsync(Ulid id, bool resetRetryCount = true, CancellationToken cancellationToken = default);

    /// <summary>Whether results come with their <c>[Sensitive]</c> members; a manager shows them to nobody.</summary>
    private protected abstract bool ShowsSensitive { get; }

    private protected abstract ValueTask<AcceptedTask> SubmitAsync<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options, CancellationToken cancellationToken);

    private protected abstract ValueTask<IReadOnlyList<AcceptedTask>> SubmitManyAsync<TParameters>(
        TaskDescriptor<TParameters> task, IEnumerable<TParameters> parameters, SubmitOptions? options, CancellationToken cancellationToken);

    private TaskHandle<TResult> HandleOf<TParameters, TResult>(TaskDescriptor<TParameters, TResult> task, AcceptedTask accepted)
    {
        var isWithheld = !ShowsSensitive && task.SensitivePaths.Any(static path => path.StartsWith("result", StringComparison.Ordinal));
        return new TaskHandle<TResult>(this, accepted.Id, accepted.Deduplicated, isWithheld ? null : task.ResultCodec);
    }

    /// <summary>What a submit came to.</summary>
    /// <param name="Id">The new task's id, or that of the one that was there.</param>
    /// <param name="Deduplicated">Whether it was there already.</param>
    private protected readonly record struct AcceptedTask(Ulid Id, bool Deduplicated);
}
