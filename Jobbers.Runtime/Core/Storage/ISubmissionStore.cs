using Jobbers.Lifecycle;

namespace Jobbers.Storage;

/// <summary>What clients and managers do to tasks. Every element of a batch is one atomic transition; answers come in the batch's order.</summary>
internal interface ISubmissionStore
{
    /// <summary>
    /// Stores tasks. Per task, all before any write: own id, then idempotency key, then unique key; then the queue's existence, deletion and length.
    /// Within one batch, earlier elements are seen by later ones.
    /// </summary>
    ValueTask<IReadOnlyList<SubmitAnswer>> SubmitAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken);

    /// <summary>Cancels waiting tasks; stores a request for running ones and hints their workers.</summary>
    ValueTask<IReadOnlyList<CancelAnswer>> CancelAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Puts ended tasks back in their queues: result, error and cancel request cleared, first submit and history kept, out of the dead letters.
    /// </summary>
    /// <param name="ids">At most 1,000.</param>
    /// <param name="resetRetryCount">Also sets retry attempt and crash count to 0.</param>
    /// <param name="cancellationToken">Ends the wait, not a call that was sent.</param>
    ValueTask<IReadOnlyList<ResubmitAnswer>> ResubmitAsync(IReadOnlyList<Ulid> ids, bool resetRetryCount, CancellationToken cancellationToken);

    /// <summary>Takes ended tasks out of the dead letters; the tasks stay, and age like others.</summary>
    /// <returns>How many were dead letters.</returns>
    ValueTask<int> RemoveDeadLettersAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken);
}
