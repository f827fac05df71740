using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>What a worker does, on Redis.</summary>
internal sealed class RedisExecution(ScriptRunner runner, HeartbeatConnection heartbeats) : IExecutionStore
{
    private readonly ClaimReader _claims = new();
    private readonly HeartbeatCall _heartbeat = new(heartbeats);

    public async ValueTask<ClaimAnswer> ClaimAsync(WorkerCall call, ClaimRequest request, CancellationToken cancellationToken)
    {
        var values = new RedisValue[6 + request.Queues.Count * 2];
        values[0] = runner.Channel;
        values[1] = call.Worker;
        values[2] = call.Number;
        QueueRooms.Write(request, values, 3);
        var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.Claim, Keys(call.Worker), values, cancellationToken))!;
        return _claims.Read(reply);
    }

    public async ValueTask<IReadOnlyList<SettleAnswer>> SettleAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        if (outcomes.Count == 0)
            return [];
        var values = new RedisValue[4 + OutcomeWriter.Size(outcomes)];
        WriteCall(values, call, outcomes);
        OutcomeWriter.Write(outcomes, values, 4);
        var reply = await runner.RunAsync(runner.Scripts.Settle, Keys(call.Worker), values, cancellationToken);
        return Verdicts((string)reply!, outcomes.Count);
    }

    public async ValueTask<SettleAndClaimAnswer> SettleAndClaimAsync(
        WorkerCall call, IReadOnlyList<Outcome> outcomes, ClaimRequest request, CancellationToken cancellationToken)
    {
        var rooms = 7 + request.Queues.Count * 2;
        var values = new RedisValue[rooms + OutcomeWriter.Size(outcomes)];
        WriteCall(values, call, outcomes);
        QueueRooms.Write(request, values, 4);
        OutcomeWriter.Write(outcomes, values, rooms);
        var reply = (RedisResult[])(await runner.RunAsync(runner.Scripts.SettleAndClaim, Keys(call.Worker), values, cancellationToken))!;
        return new SettleAndClaimAnswer(Verdicts((string?)reply[0] ?? "", outcomes.Count), _claims.Read(reply));
    }

    public HeartbeatAnswer Heartbeat(HeartbeatRequest request, TimeSpan deadline) => _heartbeat.Send(request, deadline);

    public async ValueTask SignOffAsync(string worker, CancellationToken cancellationToken) =>
        await runner.RunAsync(
            runner.Scripts.SignOff, [RedisKeys.Prefix, RedisKeys.Worker(worker), RedisKeys.Workers], [worker], cancellationToken);

    private static RedisKey[] Keys(string worker) => [RedisKeys.Prefix, RedisKeys.Listeners, RedisKeys.Changes, RedisKeys.Worker(worker)];

    private void WriteCall(RedisValue[] values, WorkerCall call, IReadOnlyList<Outcome> outcomes)
    {
        values[0] = runner.Channel;
        values[1] = call.Worker;
        values[2] = call.Number;
        values[3] = outcomes.Count;
    }

    /// <summary>A repeated call whose outcomes are others than before has fewer verdicts; what has none was not written.</summary>
    private static SettleAnswer[] Verdicts(string letters, int count)
    {
        var answers = new SettleAnswer[count];
        for (var i = 0; i < count && i < letters.Length; i++)
        {
            if (letters[i] != '-')
                answers[i] = new SettleAnswer(true, StatusLetters.Status(letters[i]), letters[i] == 'F');
        }

        return answers;
    }
}
