using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>The queues a worker serves now, and whose turn it is.</summary>
internal sealed class WorkerRouting(string role, ILogger logger)
{
    private volatile IReadOnlyList<QueueConfig> _queues = [];
    private readonly List<int> _named = [];
    private int _turn;
    private int _suspectTurn;
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

    /// <summary>Whether one claim names all queues.</summary>
    public bool NamesAll => _queues.Count <= ClaimRequest.MaxQueues;

    /// <summary>The next claim: queues with room in turn, starting one further than last time, or where the last one ended when it could not name all.</summary>
    /// <param name="want">Free slots.</param>
    /// <param name="slots">What runs where.</param>
    /// <param name="suspects">Whether a suspect may come, and whether that is a busy worker's seldom look for one.</param>
    /// <param name="anew">Whether a look at all queues begins.</param>
    public ClaimRequest NextClaim(int want, SlotBook slots, (bool Takes, bool Seldom) suspects, bool anew)
    {
        var queues = _queues;
        _named.Clear();
        if (want <= 0 || queues.Count == 0)
            return ClaimRequest.None;
        // Seldom looks have a turn of their own: in step with the others' they might meet the same queues each time.
        var aside = suspects.Seldom && queues.Count > ClaimRequest.MaxQueues;
        var start = (int)((uint)(aside ? _suspectTurn : _turn) % (uint)queues.Count);
        var rooms = new List<QueueRoom>(Math.Min(queues.Count, ClaimRequest.MaxQueues));
        var seen = 0;
        for (; seen < queues.Count && rooms.Count < ClaimRequest.MaxQueues; seen++)
        {
            var queue = queues[(start + seen) % queues.Count];
            var room = RoomIn(queue, want, slots);
            if (room <= 0)
                continue;
            rooms.Add(new QueueRoom(queue.Name, room));
            if (!aside)
                _named.Add(start + seen);
        }

        if (aside)
            StepAside(start + seen, anew ? queues.Count : _unseen);
        else
            Step(start, seen, queues.Count, anew);
        return rooms.Count == 0 ? ClaimRequest.None : new ClaimRequest { Queues = rooms, Want = want, TakesSuspect = suspects.Takes };
    }

    /// <summary>
    /// A claim was answered. One that was filled (or brought as many bytes as it may) did not come to the queues behind the last that gave, and the next
    /// begins with those: else the first of each claim would get every free slot, and the others none.
    /// </summary>
    public void Claimed(ClaimRequest claim, ClaimAnswer answer)
    {
        if (answer.Claims.Count == 0 || (answer.Claims.Count < claim.Want && !answer.MoreWaiting) || _named.Count != claim.Queues.Count || NamesAll)
            return;
        var gave = answer.Claims.Select(task => task.Queue).ToHashSet(StringComparer.Ordinal);
        var last = claim.Queues.Count - 1;
        while (last > 0 && !gave.Contains(claim.Queues[last].Queue))
            last--;
        var next = _named[last] + 1;
        if (_unseen > 0)
            _unseen += _turn - next;
        _turn = next;
    }

    private void Step(int start, int seen, int count, bool anew)
    {
        _turn = start + (seen == count ? 1 : seen);
        var looks = anew || _unseen > 0;
        _unseen = Math.Max(0, (anew ? count : _unseen) - seen);
        Reach = _unseen > 0 ? ClaimReach.GoesOn : looks || seen == count ? ClaimReach.Whole : ClaimReach.Part;
    }

    /// <summary>It counts for no look at all queues; one that was to begin begins with the next claim.</summary>
    private void StepAside(int next, int unseen)
    {
        (_suspectTurn, _unseen) = (next, unseen);
        Reach = _unseen > 0 ? ClaimReach.GoesOn : ClaimReach.Part;
    }

    private static int RoomIn(QueueConfig queue, int want, SlotBook slots)
    {
        if (queue.Paused)
            return 0;
        return queue.MaxConcurrent is { } most ? Math.Min(want, most - slots.UsedBy(queue.Name)) : want;
    }
}
