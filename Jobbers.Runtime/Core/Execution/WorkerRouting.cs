using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>The queues a worker serves now, and whose turn it is.</summary>
internal sealed class WorkerRouting(string role, ILogger logger)
{
    private volatile IReadOnlyList<QueueConfig> _queues = [];
    private int _turn;
    private int _unseen;
    private bool _warned;

    /// <summary>Version of the routing that was loaded last; −1 before the first.</summary>
    public long Version { get; private set; } = -1;

    /// <summary>Names of the queues served.</summary>
    public IReadOnlyList<string> QueueNames { get; private set; } = [];

    /// <summary>Takes over a snapshot.</summary>
    /// <returns>Whether the served queues are other ones than before.</returns>
    public bool Load(RoutingSnapshot snapshot)
    {
        var queues = snapshot.QueuesOf(role);
        if (queues is null && !_warned)
            JobbersLog.RoleUnknown(logger, role);
        _warned = queues is null;
        _queues = queues ?? [];
        string[] names = [.. _queues.Select(q => q.Name)];
        var changed = !names.SequenceEqual(QueueNames);
        QueueNames = names;
        Version = snapshot.Version;
        return changed;
    }

    /// <summary>How far the last claim reached: one names at most <see cref="ClaimRequest.MaxQueues"/>.</summary>
    public ClaimReach Reach { get; private set; } = ClaimReach.Whole;

    /// <summary>The next claim: queues with room in turn, starting one further than last time, or where the last one ended when it could not name all.</summary>
    /// <param name="want">Free slots.</param>
    /// <param name="slots">What runs where.</param>
    /// <param name="takesSuspect">Whether a suspect may come.</param>
    /// <param name="anew">Whether a look at all queues begins.</param>
    public ClaimRequest NextClaim(int want, SlotBook slots, bool takesSuspect, bool anew)
    {
        var queues = _queues;
        if (want <= 0 || queues.Count == 0)
            return ClaimRequest.None;
        var rooms = new List<QueueRoom>(Math.Min(queues.Count, ClaimRequest.MaxQueues));
        var start = (int)((uint)_turn % (uint)queues.Count);
        var seen = 0;
        for (; seen < queues.Count && rooms.Count < ClaimRequest.MaxQueues; seen++)
        {
            var queue = queues[(start + seen) % queues.Count];
            var room = RoomIn(queue, want, slots);
            if (room > 0)
                rooms.Add(new QueueRoom(queue.Name, room));
        }

        _turn = start + (seen == queues.Count ? 1 : seen);
        var looks = anew || _unseen > 0;
        _unseen = Math.Max(0, (anew ? queues.Count : _unseen) - seen);
        Reach = _unseen > 0 ? ClaimReach.GoesOn : looks || seen == queues.Count ? ClaimReach.Whole : ClaimReach.Part;
        return rooms.Count == 0 ? ClaimRequest.None : new ClaimRequest { Queues = rooms, Want = want, TakesSuspect = takesSuspect };
    }

    private static int RoomIn(QueueConfig queue, int want, SlotBook slots)
    {
        if (queue.Paused)
            return 0;
        return queue.MaxConcurrent is { } most ? Math.Min(want, most - slots.UsedBy(queue.Name)) : want;
    }
}
