using Jobbers.Lifecycle;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;

namespace Jobbers.Sqlite;

/// <summary>The verbs of clients and managers.</summary>
internal sealed class SqliteSubmission(Writer writer) : ISubmissionStore
{
    public ValueTask<IReadOnlyList<SubmitAnswer>> SubmitAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Submit.Execute(batch), cancellationToken);

    public ValueTask<IReadOnlyList<CancelAnswer>> CancelAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Cancel.Execute(ids), cancellationToken);

    public ValueTask<IReadOnlyList<ResubmitAnswer>> ResubmitAsync(
        IReadOnlyList<Ulid> ids, bool resetRetryCount, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Resubmit.Execute(ids, resetRetryCount), cancellationToken);

    public ValueTask<int> RemoveDeadLettersAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.RemoveDeadLetters.Execute(ids), cancellationToken);
}
