using Jobbers.Lifecycle;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Submitting;

/// <summary>One call of <c>submit.lua</c>: how requests are written and its reply read.</summary>
/// <param name="runner">Makes it.</param>
/// <param name="isBack">Looks after a queue that is not there, and says whether it may be there now.</param>
internal sealed class SubmitCall(ScriptRunner runner, Func<string, CancellationToken, ValueTask<bool>> isBack)
{
    /// <summary>Most tasks of a call: two pages of ids.</summary>
    public const int MaxTasks = 128;

    /// <summary>Parameters of a call, about; one task alone may be larger.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public async Task<SubmitAnswer[]> SendAsync(IReadOnlyList<SubmitRequest> batch, CancellationToken cancellationToken)
    {
        var values = Write(batch);
        var answers = Read(batch, await runner.RunAsync(runner.Scripts.Submit, values, cancellationToken));
        var unknown = Array.Find(answers, static answer => answer.Kind == SubmitKind.QueueUnknown).Queue;
        return unknown is null ? answers : await SendAgainAsync(batch, values, answers, unknown, cancellationToken);
    }

    /// <summary>A server that came back empty has its queues again a moment later. What the first call stored is found by its id, and keeps its answer.</summary>
    private async Task<SubmitAnswer[]> SendAgainAsync(
        IReadOnlyList<SubmitRequest> batch, RedisValue[] values, SubmitAnswer[] first, string unknown, CancellationToken cancellationToken)
    {
        if (!await isBack(unknown, cancellationToken))
            return first;
        var second = Read(batch, await runner.RunAsync(runner.Scripts.Submit, values, cancellationToken));
        return [.. first.Select((answer, i) => answer.Kind == SubmitKind.QueueUnknown ? second[i] : answer)];
    }

    private RedisValue[] Write(IReadOnlyList<SubmitRequest> batch) =>
        batch.Count == 1 && SubmitExtras.AreOnlyFields(batch[0]) ? WritePlain(batch[0]) : WriteAny(batch);

    /// <summary>One task that is nothing but new and of usual priority, as most are: less is said, and less looked at.</summary>
    private RedisValue[] WritePlain(SubmitRequest request)
    {
        var values = new RedisValue[7 + SubmitExtras.FieldsSize(request)];
        values[0] = runner.Channel;
        values[1] = "p";
        values[2] = request.Queue;
        values[3] = request.Name;
        values[4] = request.Version;
        values[5] = new IdText(1).Write(request.Id);
        values[6] = request.Parameters;
        SubmitExtras.WriteFields(request, values, 7);
        return values;
    }

    private RedisValue[] WriteAny(IReadOnlyList<SubmitRequest> batch)
    {
        var kinds = new SubmitKinds(batch);
        var values = new RedisValue[3 + kinds.Size + Size(batch)];
        values[0] = runner.Channel;
        values[1] = batch.Count;
        var at = kinds.Write(values, 2);
        var ids = new IdText(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var request = batch[i];
            values[at] = ids.Write(request.Id);
            values[at + 1] = SubmitExtras.Code(request);
            values[at + 2] = kinds.Of(i);
            values[at + 3] = request.Parameters;
            at = SubmitExtras.Write(request, values, at + 4);
        }

        return values;
    }

    private static int Size(IReadOnlyList<SubmitRequest> batch)
    {
        var size = 0;
        for (var i = 0; i < batch.Count; i++)
            size += 4 + SubmitExtras.Size(batch[i]);
        return size;
    }

    private static SubmitAnswer[] Read(IReadOnlyList<SubmitRequest> batch, RedisResult reply) => reply.Resp2Type == ResultType.Integer
        ? [new SubmitAnswer(SubmitKind.Accepted, batch[0].Id, JobStatus.Submitted, batch[0].Queue, StoreTime.Moment((long)reply))]
        : Read(batch, (RedisResult[])reply!);

    private static SubmitAnswer[] Read(IReadOnlyList<SubmitRequest> batch, RedisResult[] reply)
    {
        var now = StoreTime.Moment((long)reply[0]);
        var codes = (string)reply[1]!;
        var answers = new SubmitAnswer[batch.Count];
        var more = 2;
        for (var i = 0; i < answers.Length; i++)
        {
            var request = batch[i];
            if (codes[i] is 's' or 'd')
            {
                answers[i] = new SubmitAnswer(SubmitKind.Accepted, request.Id, StatusLetters.Status(codes[i]), request.Queue, now);
                continue;
            }

            answers[i] = ReadOther(request, codes[i], reply.AsSpan(more, 4));
            more += 4;
        }

        return answers;
    }

    private static SubmitAnswer ReadOther(SubmitRequest request, char code, ReadOnlySpan<RedisResult> stored)
    {
        var kind = Kind(code);
        var status = (string)stored[1]!;
        if (status == "-")
        {
            var refused = new SubmitAnswer(kind, request.Id, JobStatus.Unsubmitted, request.Queue, StoreTime.Moment((long)stored[3]));
            return kind == SubmitKind.QueueFull ? refused with { RetryAfter = TimeSpan.FromSeconds(1) } : refused;
        }

        var id = Ulid.Parse((string)stored[0]!);
        return new SubmitAnswer(kind, id, StatusLetters.Status(status[0]), (string)stored[2]!, StoreTime.Moment((long)stored[3]));
    }

    private static SubmitKind Kind(char code) => code switch
    {
        'a' => SubmitKind.Accepted,
        'i' => SubmitKind.ExistingId,
        'c' => SubmitKind.IdConflict,
        'e' => SubmitKind.ExistingIdempotencyKey,
        'w' => SubmitKind.IdempotencyConflict,
        'k' => SubmitKind.ExistingUniqueKey,
        'q' => SubmitKind.QueueUnknown,
        'f' => SubmitKind.QueueFull,
        _ => SubmitKind.QueueDeleting,
    };
}
