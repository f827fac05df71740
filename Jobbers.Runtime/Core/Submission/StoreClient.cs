using Jobbers.Catalog;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Submission;

/// <summary>The client of a process that opens the store itself.</summary>
internal sealed class StoreClient(ITaskStore store, TaskWaiter waiter, SubmitRequests requests, TimeProvider time) : JobbersClient
{
    /// <summary>Tasks a bulk submit sends in one store call.</summary>
    private const int BulkBatch = 500;

    private readonly RepeatedCalls _repeats = new(time);

    private protected override bool ShowsSensitive => true;

    public override async ValueTask<TaskRecord?> GetAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await store.Queries.GetAsync([id], cancellationToken))[0];
        }
        catch (StoreUnavailableException failure)
        {
            return (await GetAgainAsync(id, failure, cancellationToken))[0];
        }
    }

    public override async ValueTask<TaskRecord> WaitAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        if (await waiter.WaitAsync(id, cancellationToken) is null)
            throw new TaskNotFoundException(id);
        return await GetAsync(id, cancellationToken) ?? throw new TaskNotFoundException(id);
    }

    public override async ValueTask<CancelAnswer> CancelAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        var answer = await SendCancelAsync(id, cancellationToken);
        await EndReport.CancelledAsync(store.Queries, [id], [answer], cancellationToken);
        return answer;
    }

    /// <inheritdoc/>
    /// <remarks>Not made again when it was not answered: the task may have run and ended meanwhile, and would run once more.</remarks>
    public override async ValueTask<ResubmitAnswer> ResubmitAsync(Ulid id, bool resetRetryCount = true, CancellationToken cancellationToken = default) =>
        (await store.Submission.ResubmitAsync([id], resetRetryCount, cancellationToken))[0];

    private protected override async ValueTask<AcceptedTask> SubmitAsync<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options, CancellationToken cancellationToken)
    {
        using var span = SubmitSpan.Start(task.Name, task.Version, options?.Queue ?? task.Queue);
        try
        {
            var request = Request(task, SubmitRequests.Encode(task, parameters, options), parameters, options);
            IReadOnlyList<SubmitAnswer>? answers;
            StoreUnavailableException? failure;
            // Not by SendAsync: a method more would be an object more for each submit.
            try
            {
                (answers, failure) = (await store.Submission.SubmitAsync([request], cancellationToken), null);
            }
            catch (StoreUnavailableException down)
            {
                (answers, failure) = (null, down);
            }

            answers ??= await SendAgainAsync([request], failure!, cancellationToken);
            var answer = answers[0];
            SubmitSpan.Answered(span, answer);
            return IsStored(answer) ? Accepted(answer) : throw SubmitRefusals.ToException(request, answer, null);
        }
        catch (Exception failure)
        {
            SubmitSpan.Failed(span, failure);
            throw;
        }
    }

    private protected override async ValueTask<IReadOnlyList<AcceptedTask>> SubmitManyAsync<TParameters>(
        TaskDescriptor<TParameters> task, IEnumerable<TParameters> parameters, SubmitOptions? options, CancellationToken cancellationToken)
    {
        SubmitRequests.CheckMany(options);
        using var span = SubmitSpan.Start(task.Name, task.Version, options?.Queue ?? task.Queue);
        try
        {
            var payloads = new PayloadWriter<TParameters>(task, options);
            SubmitRequest[] all = [.. parameters.Select(p => Request(task, payloads.Write(p), p, options))];
            span?.SetTag("messaging.batch.message_count", all.Length);
            return await SendAllAsync(all, cancellationToken);
        }
        catch (Exception failure)
        {
            SubmitSpan.Failed(span, failure);
            throw;
        }
    }

    /// <summary>In batches, in their order. While one is with the store the next is on its way, so that neither side waits for the other.</summary>
    private async ValueTask<IReadOnlyList<AcceptedTask>> SendAllAsync(SubmitRequest[] all, CancellationToken cancellationToken)
    {
        var outcome = new BulkOutcome(all.Length);
        var sent = Task.FromResult<IReadOnlyList<SubmitAnswer>>([]);
        for (var from = 0; from < all.Length && !outcome.IsRefused; from += BulkBatch)
        {
            var batch = new ArraySegment<SubmitRequest>(all, from, Math.Min(BulkBatch, all.Length - from));
            var next = SendAsync(batch, cancellationToken).AsTask();
            try
            {
                Note(all, await sent, outcome);
            }
            catch
            {
                // Whoever is told of a failure may rely on it that nothing more is stored after that.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            sent = next;
        }

        Note(all, await sent, outcome);
        return outcome.AllAccepted();
    }

    /// <summary>Sends a batch, and again while the store does not answer.</summary>
    private async ValueTask<IReadOnlyList<SubmitAnswer>> SendAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken)
    {
        try
        {
            return await store.Submission.SubmitAsync(batch, cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            return await SendAgainAsync(batch, failure, cancellationToken);
        }
    }

    // By itself, as the next one: what a closure holds is made where the method begins, for reads that were answered too.
    private ValueTask<IReadOnlyList<TaskRecord?>> GetAgainAsync(Ulid id, StoreUnavailableException failure, CancellationToken cancellationToken) =>
        _repeats.SendAsync(stop => store.Queries.GetAsync([id], stop), failure, cancellationToken);

    private ValueTask<IReadOnlyList<SubmitAnswer>> SendAgainAsync(
        IReadOnlyList<SubmitRequest> batch, StoreUnavailableException failure, CancellationToken cancellationToken) =>
        _repeats.SendAsync(stop => store.Submission.SubmitAsync(batch, stop), failure, cancellationToken);

    private async ValueTask<CancelAnswer> SendCancelAsync(Ulid id, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.Submission.CancelAsync([id], cancellationToken))[0];
        }
        catch (StoreUnavailableException failure)
        {
            var again = (await _repeats.SendAsync(stop => store.Submission.CancelAsync([id], stop), failure, cancellationToken))[0];
            // The answer that was lost may have been the cancel.
            return again == CancelAnswer.AlreadyEnded && (await GetAsync(id, cancellationToken))?.Status == JobStatus.Cancelled ? CancelAnswer.Cancelled : again;
        }
    }

    private SubmitRequest Request<TParameters>(
        TaskDescriptor<TParameters> task, ReadOnlyMemory<byte> canonical, TParameters parameters, SubmitOptions? options) =>
        requests.Create(task, canonical, task.UniqueKeyOf(parameters), options, versionIsOwn: true);

    private static void Note(SubmitRequest[] all, IReadOnlyList<SubmitAnswer> answers, BulkOutcome outcome)
    {
        foreach (var answer in answers)
        {
            var request = all[outcome.Count];
            if (IsStored(answer))
                outcome.Accept(Accepted(answer));
            else
                outcome.Refuse(SubmitRefusals.ToException(request, answer, outcome.Count));
        }
    }

    private static bool IsStored(SubmitAnswer answer) =>
        answer.Kind is SubmitKind.Accepted or SubmitKind.ExistingId or SubmitKind.ExistingIdempotencyKey or SubmitKind.ExistingUniqueKey;

    private static AcceptedTask Accepted(SubmitAnswer answer) => new(answer.Id, answer.Kind != SubmitKind.Accepted);
}
