using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>One heartbeat: how claims, beats and the worker's record are written, and what it answers.</summary>
internal sealed class HeartbeatCall(HeartbeatConnection connection)
{
    /// <summary>Claims of one script call; more go in further ones.</summary>
    private const int MaxClaims = 500;

    public HeartbeatAnswer Send(HeartbeatRequest request, TimeSpan deadline)
    {
        var runner = connection.Open(deadline);
        var lost = new List<ClaimKey>();
        var cancelled = new List<ClaimKey>();
        var from = 0;
        while (true)
        {
            var count = Math.Min(MaxClaims, request.Claims.Count - from);
            var reply = (RedisResult[])runner.Run(runner.Scripts.Heartbeat, Write(request, from, count))!;
            Collect(request, from, (string?)reply[2], lost);
            Collect(request, from, (string?)reply[3], cancelled);
            from += count;
            if (from >= request.Claims.Count)
                return new HeartbeatAnswer(lost, cancelled, (long)reply[1], StoreTime.Moment((long)reply[0]));
        }
    }

    private static RedisValue[] Write(HeartbeatRequest request, int from, int count)
    {
        var ids = new IdText(count);
        var values = new List<RedisValue>(4 + count * 3 + request.Beats.Count * 5 + 30) { request.Worker.Worker, count, 0, 0 };
        var held = new HashSet<Ulid>(count);
        for (var i = from; i < from + count; i++)
        {
            var claim = request.Claims[i];
            held.Add(claim.Id);
            values.Add(ids.Write(claim.Id));
            values.Add(claim.Queue);
            values.Add(claim.Token);
        }

        values[2] = WriteBeats(request, held, values);
        values[3] = WorkerHash.Write(request, values);
        return [.. values];
    }

    private static int WriteBeats(HeartbeatRequest request, HashSet<Ulid> held, List<RedisValue> values)
    {
        var written = 0;
        foreach (var beat in request.Beats)
        {
            if (!held.Contains(beat.Claim.Id))
                continue;
            written++;
            values.Add(beat.Claim.Id.ToString());
            values.Add(beat.Claim.Token);
            values.Add(StoreTime.Micros(beat.Age));
            values.Add(beat.Progress is { } progress ? progress : RedisValue.EmptyString);
            values.Add(beat.Message ?? "");
        }

        return written;
    }

    private static void Collect(HeartbeatRequest request, int from, string? positions, List<ClaimKey> into)
    {
        if (string.IsNullOrEmpty(positions))
            return;
        foreach (var position in positions.Split(' '))
            into.Add(request.Claims[from + int.Parse(position, System.Globalization.CultureInfo.InvariantCulture) - 1]);
    }
}
