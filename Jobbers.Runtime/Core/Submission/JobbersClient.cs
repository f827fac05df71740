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
    /// <exception cref="Storage.StoreUnavailableException">
    /// No answer, nor to the same submit made again for 30 s, over HTTP for <see cref="JobbersHttpClientOptions.RetryFor"/>. Whether it is stored is not known.
    /// </exception>
    public async ValueTask<TaskHandle<TResult>> EnqueueAsync<TParameters, TResult>(
        TaskDescriptor<TParameters, TResult> task, TParameters parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitAsync(task, parameters, options, cancellationToken);
        return HandleOf(task, accepted.Id, accepted.Deduplicated);
    }

    /// <summary>Submits one task that has no result.</summary>
    /// <exception cref="TaskValidationException">The parameters are not valid; nothing was stored.</exception>
    /// <exception cref="TaskRefusedException">The store refused the submit: unknown or full queue, conflicting id or key.</exception>
    /// <exception cref="Storage.StoreUnavailableException">
    /// No answer, nor to the same submit made again for 30 s, over HTTP for <see cref="JobbersHttpClientOptions.RetryFor"/>. Whether it is stored is not known.
    /// </exception>
    public async ValueTask<TaskHandle> EnqueueAsync<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitAsync(task, parameters, options, cancellationToken);
        return new TaskHandle(this, accepted.Id, accepted.Deduplicated);
    }

    /// <summary>Submits many tasks that have a result: batched, in the order given. All are checked before the first is stored.</summary>
    /// <exception cref="TaskValidationException">
    /// Some parameters are not valid; nothing was stored. Over HTTP also where only the manager, whose program has other rules, says so: then others may be.
    /// </exception>
    /// <exception cref="TaskRefusedException">
    /// The store refused some: <see cref="TaskRefusedException.Position"/> is the first of them. Those before it are stored, and some after it may be;
    /// <see cref="TaskRefusedException.Stored"/> says which.
    /// </exception>
    /// <exception cref="Storage.StoreUnavailableException">
    /// No answer, nor to the same submit made again for 30 s, over HTTP for <see cref="JobbersHttpClientOptions.RetryFor"/>. What of it is stored is not known.
    /// </exception>
    public async ValueTask<IReadOnlyList<TaskHandle<TResult>>> EnqueueManyAsync<TParameters, TResult>(
        TaskDescriptor<TParameters, TResult> task, IEnumerable<TParameters> parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitManyAsync(task, parameters, options, cancellationToken);
        return [.. accepted.Select(a => HandleOf(task, a.Id, a.Deduplicated))];
    }

    /// <summary>Submits many tasks that have no result: batched, in the order given. All are checked before the first is stored.</summary>
    /// <exception cref="TaskValidationException">
    /// Some parameters are not valid; nothing was stored. Over HTTP also where only the manager, whose program has other rules, says so: then others may be.
    /// </exception>
    /// <exception cref="TaskRefusedException">
    /// The store refused some: <see cref="TaskRefusedException.Position"/> is the first of them. Those before it are stored, and some after it may be;
    /// <see cref="TaskRefusedException.Stored"/> says which.
    /// </exception>
    /// <exception cref="Storage.StoreUnavailableException">
    /// No answer, nor to the same submit made again for 30 s, over HTTP for <see cref="JobbersHttpClientOptions.RetryFor"/>. What of it is stored is not known.
    /// </exception>
    public async ValueTask<IReadOnlyList<TaskHandle>> EnqueueManyAsync<TParameters>(
        TaskDescriptor<TParameters> task, IEnumerable<TParameters> parameters, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = await SubmitManyAsync(task, parameters, options, cancellationToken);
        return [.. accepted.Select(a => new TaskHandle(this, a.Id, a.Deduplicated))];
    }

    /// <summary>The handle of a task that has a result, of its id. Nothing is asked: whether there is such a task is told by what the handle is used for.</summary>
    public TaskHandle<TResult> HandleOf<TParameters, TResult>(TaskDescriptor<TParameters, TResult> task, Ulid id)
    {
        ArgumentNullException.ThrowIfNull(task);
        return HandleOf(task, id, deduplicated: false);
    }

    /// <summary>The handle of a task, of its id. Nothing is asked: whether there is such a task is told by what the handle is used for.</summary>
    public TaskHandle HandleOf(Ulid id) => new(this, id, deduplicated: false);

    /// <summary>The task as it stands now; null when none of that id is stored.</summary>
    /// <exception cref="Storage.StoreUnavailableException">No answer, nor to the same call made again for as long as a submit is.</exception>
    public abstract ValueTask<TaskRecord?> GetAsync(Ulid id, CancellationToken cancellationToken = default);

    /// <summary>Waits until a task has ended, however it ended.</summary>
    /// <exception cref="TaskNotFoundException">No task of that id is stored.</exception>
    /// <exception cref="Storage.StoreUnavailableException">No answer when it had ended, as of <see cref="GetAsync"/>.</exception>
    public abstract ValueTask<TaskRecord> WaitAsync(Ulid id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a task: at once when it waits, by request when it runs.</summary>
    /// <exception cref="Storage.StoreUnavailableException">No answer, nor to the same call made again for as long as a submit is. Whether it was cancelled is not known.</exception>
    public abstract ValueTask<CancelAnswer> CancelAsync(Ulid id, CancellationToken cancellationToken = default);

    /// <summary>Gives an ended task a second chance: it waits in its queue again, under its own id.</summary>
    /// <param name="id">The task.</param>
    /// <param name="resetRetryCount">Whether retries and lost workers are counted from 0 again.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="Storage.StoreUnavailableException">
    /// No answer. Whether it was resubmitted is not known, and a second try may run it twice: look at the task before you ask again.
    /// </exception>
    public abstract ValueTask<ResubmitAnswer> ResubmitAsync(Ulid id, bool resetRetryCount = true, CancellationToken cancellationToken = default);

    /// <summary>Whether results come with their <c>[Sensitive]</c> members; a manager shows them to nobody.</summary>
    private protected abstract bool ShowsSensitive { get; }

    private protected abstract ValueTask<AcceptedTask> SubmitAsync<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options, CancellationToken cancellationToken);

    private protected abstract ValueTask<IReadOnlyList<AcceptedTask>> SubmitManyAsync<TParameters>(
        TaskDescriptor<TParameters> task, IEnumerable<TParameters> parameters, SubmitOptions? options, CancellationToken cancellationToken);

    private TaskHandle<TResult> HandleOf<TParameters, TResult>(TaskDescriptor<TParameters, TResult> task, Ulid id, bool deduplicated)
    {
        var isWithheld = !ShowsSensitive && task.SensitivePaths.Any(static path => path.StartsWith("result", StringComparison.Ordinal));
        return new TaskHandle<TResult>(this, id, deduplicated, task.Name, isWithheld ? null : task.ResultCodec);
    }
}
