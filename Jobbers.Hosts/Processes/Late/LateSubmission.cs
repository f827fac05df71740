using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>What clients and managers do to tasks, once the store is open.</summary>
internal sealed class LateSubmission(LateStore store) : ISubmissionStore
{
    public ValueTask<IReadOnlyList<SubmitAnswer>> SubmitAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken) =>
        store.Opened.Submission.SubmitAsync(batch, cancellationToken);

    public ValueTask<IReadOnlyList<CancelAnswer>> CancelAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        store.Opened.Submission.CancelAsync(ids, cancellationToken);

    public ValueTask<IReadOnlyList<ResubmitAnswer>> ResubmitAsync(
        IReadOnlyList<Ulid> ids, bool resetRetryCount, CancellationToken cancellationToken) =>
        store.Opened.Submission.ResubmitAsync(ids, resetRetryCount, cancellationToken);

    public ValueTask<int> RemoveDeadLettersAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        store.Opened.Submission.RemoveDeadLettersAsync(ids, cancellationToken);
}
