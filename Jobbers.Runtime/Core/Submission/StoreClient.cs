using Jobbers.Catalog;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Submission;

/// <summary>The client of a process that opens the store itself.</summary>
internal sealed class StoreClient(ITaskStore store, TaskWaiter waiter, SubmitRequests requests) : JobbersClient
{
    /// <summary>Tasks a bulk submit sends in one store call.</summary>
    private const int BulkBatch = 500;

    private protected override bool ShowsSensitive => true;

    public override async ValueTask<TaskRecord?> GetAsync(Ulid id, CancellationToken cancellationToken = default) =>
        (await store.Queries.GetAsync([id], cancellationToken))[0];

    public override async ValueTask<TaskRecord> WaitAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        if (await waiter.WaitAsync(id, cancellationToken) is null)
            throw new TaskNotFoundException(id);
        return await GetAsync(id, cancellationToken) ?? throw new TaskNotFoundException(id);
    }

    public override async ValueTask<CancelAnswer> CancelAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        var answers = await store.Submission.CancelAsync([id], cancellationToken);
        await EndReport.CancelledAsync(store.Queries, [id], answers, cancellationToken);
        return answers[0];
    }

    public override async ValueTask<ResubmitAnswer> ResubmitAsync(Ulid id, bool resetRetryCount = true, CancellationToken cancellationToken = default) =>
        (await store.Submission.ResubmitAsync([id], resetRetryCount, cancellationToken))[0];

    private protected override async ValueTask<AcceptedTask> SubmitAsync<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options, CancellationToken cancellationToken)
    {
        using var span = SubmitSpan.Start(task.Name, task.Version, options?.Queue ?? task.Queue);
        try
        {
            var request = Request(task, SubmitRequests.Encode(task, parameters, options), parameters, options);
            var answers = await store.Submission.SubmitAsync([request], cancellationToken);
            SubmitSpan.Answered(span, answers[0]);
            return Accept(request, answers[0]);
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
    private async ValueTask<List<AcceptedTask>> SendAllAsync(SubmitRequest[] all, CancellationToken cancellationToken)
    {
        var accepted = new List<AcceptedTask>(all.Length);
        var sent = Task.FromResult<IReadOnlyList<SubmitAnswer>>([]);
        for (var from = 0; from < all.Length; from += BulkBatch)
        {
            var batch = new ArraySegment<SubmitRequest>(all, from, Math.Min(BulkBatch, all.Length - from));
            var next = store.Submission.SubmitAsync(batch, cancellationToken).AsTask();
            try
            {
                Accept(all, await sent, accepted);
            }
            catch
            {
                // Whoever is told of a failure may rely on it that nothing more is stored after that.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            sent = next;
        }

        Accept(all, await sent, accepted);
        return accepted;
    }

    private SubmitRequest Request<TParameters>(
        TaskDescriptor<TParameters> task, ReadOnlyMemory<byte> canonical, TParameters parameters, SubmitOptions? options) =>
        requests.Create(task, canonical, task.UniqueKeyOf(parameters), options, versionIsOwn: true);

    private static void Accept(SubmitRequest[] all, IReadOnlyList<SubmitAnswer> answers, List<AcceptedTask> accepted)
    {
        foreach (var answer in answers)
            accepted.Add(Accept(all[accepted.Count], answer, accepted.Count));
    }

    private static AcceptedTask Accept(SubmitRequest request, SubmitAnswer answer, int? position = null) => answer.Kind switch
    {
        SubmitKind.Accepted => new AcceptedTask(answer.Id, false),
        SubmitKind.ExistingId or SubmitKind.ExistingIdempotencyKey or SubmitKind.ExistingUniqueKey => new AcceptedTask(answer.Id, true),
        _ => throw SubmitRefusals.ToException(request, answer, position),
    };
}
