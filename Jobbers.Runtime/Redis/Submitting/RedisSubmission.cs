using Jobbers.Lifecycle;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Submitting;

/// <summary>What clients and managers do to tasks, on Redis.</summary>
/// <param name="runner">Makes the calls.</param>
/// <param name="isBack">Looks after a queue that is not there, and says whether it may be there now.</param>
internal sealed class RedisSubmission(ScriptRunner runner, Func<string, CancellationToken, ValueTask<bool>> isBack) : ISubmissionStore
{
    /// <summary>Calls of one large batch on their way at once; they are applied in their order.</summary>
    private const int MaxPipelined = 4;

    /// <summary>Ids of one call.</summary>
    private const int MaxIds = 500;

    private readonly SubmitCall _call = new(runner, isBack);
    private readonly SubmitBatcher _batcher = new(new SubmitCall(runner, isBack));

    public ValueTask<IReadOnlyList<SubmitAnswer>> SubmitAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return new ValueTask<IReadOnlyList<SubmitAnswer>>([]);
        if (batch.Count > 1)
            return new ValueTask<IReadOnlyList<SubmitAnswer>>(SubmitManyAsync(batch, cancellationToken));
        var answer = _batcher.SubmitAsync(batch[0]);
        return new ValueTask<IReadOnlyList<SubmitAnswer>>(cancellationToken.CanBeCanceled ? answer.WaitAsync(cancellationToken) : answer);
    }

    public async ValueTask<IReadOnlyList<CancelAnswer>> CancelAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken)
    {
        var answers = new List<CancelAnswer>(ids.Count);
        foreach (var chunk in ids.Chunk(MaxIds))
        {
            var reply = await runner.RunAsync(runner.Scripts.Cancel, [runner.Channel, .. Values(chunk)], cancellationToken);
            answers.AddRange(((string)reply!).Select(CancelAnswerOf));
        }

        return answers;
    }

    public async ValueTask<IReadOnlyList<ResubmitAnswer>> ResubmitAsync(
        IReadOnlyList<Ulid> ids, bool resetRetryCount, CancellationToken cancellationToken)
    {
        var answers = new List<ResubmitAnswer>(ids.Count);
        foreach (var chunk in ids.Chunk(MaxIds))
        {
            RedisValue[] values = [runner.Channel, resetRetryCount ? 1 : 0, .. Values(chunk)];
            var reply = await runner.RunAsync(runner.Scripts.Resubmit, values, cancellationToken);
            answers.AddRange(((string)reply!).Select(ResubmitAnswerOf));
        }

        return answers;
    }

    public async ValueTask<int> RemoveDeadLettersAsync(IReadOnlyList<Ulid> ids, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var chunk in ids.Chunk(MaxIds))
            removed += (int)await runner.RunAsync(runner.Scripts.RemoveDeadLetters, Values(chunk), cancellationToken);
        return removed;
    }

    private static RedisValue[] Values(Ulid[] ids) => Array.ConvertAll(ids, id => (RedisValue)id.ToString());

    private static CancelAnswer CancelAnswerOf(char letter) => letter switch
    {
        'x' => CancelAnswer.Cancelled,
        'r' => CancelAnswer.Requested,
        'e' => CancelAnswer.AlreadyEnded,
        _ => CancelAnswer.NotFound,
    };

    private static ResubmitAnswer ResubmitAnswerOf(char letter) => letter switch
    {
        's' => ResubmitAnswer.Resubmitted,
        'n' => ResubmitAnswer.NotEnded,
        'k' => ResubmitAnswer.UniqueKeyHeld,
        'q' => ResubmitAnswer.QueueUnknown,
        'f' => ResubmitAnswer.QueueFull,
        _ => ResubmitAnswer.NotFound,
    };

    private async Task<IReadOnlyList<SubmitAnswer>> SubmitManyAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken)
    {
        var first = Part(batch, 0);
        if (first.Length == batch.Count)
            return await _call.SendAsync(batch, cancellationToken);
        var sent = new Queue<(Task<SubmitAnswer[]> Call, int From)>();
        try
        {
            return await SendPartsAsync(batch, first, sent, cancellationToken);
        }
        catch
        {
            // Whoever is told of a failure may rely on it that nothing more is stored after that.
            foreach (var (call, _) in sent)
                await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task<SubmitAnswer[]> SendPartsAsync(
        IReadOnlyList<SubmitRequest> batch, SubmitRequest[] part, Queue<(Task<SubmitAnswer[]> Call, int From)> sent, CancellationToken cancellationToken)
    {
        var answers = new SubmitAnswer[batch.Count];
        for (var from = 0; from < batch.Count; part = Part(batch, from))
        {
            sent.Enqueue((_call.SendAsync(part, cancellationToken), from));
            from += part.Length;
            if (sent.Count >= MaxPipelined)
                await TakeAsync(sent, answers);
        }

        while (sent.Count > 0)
            await TakeAsync(sent, answers);
        return answers;
    }

    private static async Task TakeAsync(Queue<(Task<SubmitAnswer[]> Call, int From)> sent, SubmitAnswer[] answers)
    {
        var (call, from) = sent.Dequeue();
        (await call).CopyTo(answers, from);
    }

    /// <summary>As many tasks from a position on as one call takes, at least one.</summary>
    private static SubmitRequest[] Part(IReadOnlyList<SubmitRequest> batch, int from)
    {
        var bytes = 0;
        var count = 0;
        while (from + count < batch.Count && count < SubmitCall.MaxTasks)
        {
            bytes += batch[from + count].Parameters.Length;
            if (count > 0 && bytes > SubmitCall.MaxBytes)
                break;
            count++;
        }

        var part = new SubmitRequest[count];
        for (var i = 0; i < count; i++)
            part[i] = batch[from + i];
        return part;
    }
}
