using Jobbers.Routing;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// Shares a worker's free slots among its queues: in rounds, each queue in turn gets one share, and what queues leave over is shared anew among
/// those that still have tasks.
/// </summary>
internal sealed class ClaimTasks(WriteSession session, ClaimCandidates candidates)
{
    public ClaimAnswer Execute(ClaimPass pass, ClaimRequest request)
    {
        if (pass.Want <= 0)
            return ClaimAnswer.Empty;
        var open = Open(request, pass);
        while (open.Count > 0 && pass.Want > 0)
            open = Round(open, pass);
        CountStarts(pass);
        return new ClaimAnswer
        {
            Claims = pass.Claims,
            NextAfter = NextRateSlot(pass),
            MoreWaiting = open.Concat(pass.Stopped).Any(queue => candidates.Any(queue.Config.Name, pass.MayTakeSuspect)),
        };
    }

    private List<ClaimQueue> Open(ClaimRequest request, ClaimPass pass)
    {
        var open = new List<ClaimQueue>(request.Queues.Count);
        foreach (var (name, free) in request.Queues.Take(ClaimRequest.MaxQueues))
        {
            if (session.Routing.Queue(name) is { Paused: false, Deleting: false } config)
                Sort(new ClaimQueue(config, free, RoomOf(config)), open, pass);
        }

        return open;
    }

    private long RoomOf(QueueConfig queue)
    {
        var room = queue.MaxConcurrentTotal is { } most ? most - session.Counts.Get(queue.Name, Shelf.Started) : long.MaxValue;
        return queue.Rate is { } rate ? Math.Min(room, session.Rates.Room(queue.Name, rate, session.Now)) : room;
    }

    /// <returns>The queues that may have more.</returns>
    private List<ClaimQueue> Round(List<ClaimQueue> queues, ClaimPass pass)
    {
        var share = Math.Max(1, pass.Want / queues.Count);
        var open = new List<ClaimQueue>(queues.Count);
        foreach (var queue in queues)
        {
            var wish = (int)Math.Min(Math.Min(share, pass.Want), Math.Min(queue.Free, queue.Room));
            if (wish == 0 || Take(queue, wish, pass) == wish)
                Sort(queue, open, pass);
        }

        return open;
    }

    /// <summary>Keeps apart what holds a queue: its limits, the worker's own limit, or nothing.</summary>
    private static void Sort(ClaimQueue queue, List<ClaimQueue> open, ClaimPass pass)
    {
        if (queue.Room <= 0)
            pass.Limited.Add(queue);
        else if (queue.Free <= 0)
            pass.Stopped.Add(queue);
        else
            open.Add(queue);
    }

    private int Take(ClaimQueue queue, int wish, ClaimPass pass)
    {
        var found = candidates.Find(queue.Config.Name, wish, pass.MayTakeSuspect);
        Start(found, pass.Worker);
        foreach (var candidate in found)
        {
            var token = TaskStates.TokenAfter(candidate.TokenBefore, session.Now);
            pass.Claims.Add(candidate.ToClaim(token, session.Now));
            if (candidate.Shelf.IsSuspects)
                pass.TookSuspect(new ClaimKey(candidate.Id, candidate.Queue, token));
        }

        queue.Take(found.Count);
        pass.Want -= found.Count;
        return found.Count;
    }

    /// <summary>Each shelf's part of them is that shelf's front.</summary>
    private void Start(List<ClaimCandidate> found, string worker)
    {
        var suspect = found.FindIndex(candidate => candidate.Shelf.IsSuspects);
        if (suspect < 0)
        {
            session.Moves.Start(found, worker);
            return;
        }

        session.Moves.Start([found[suspect]], worker);
        session.Moves.Start([.. found.Where(candidate => !candidate.Shelf.IsSuspects)], worker);
    }

    private void CountStarts(ClaimPass pass)
    {
        foreach (var (queue, starts) in pass.Claims.CountBy(claim => claim.Queue))
        {
            if (session.Routing.Queue(queue) is { Rate: not null })
                session.Rates.Add(queue, session.Now, starts);
        }
    }

    private TimeSpan? NextRateSlot(ClaimPass pass)
    {
        TimeSpan? next = null;
        foreach (var queue in pass.Limited)
        {
            if (queue.Config.Rate is not { } rate || session.Rates.Room(queue.Config.Name, rate, session.Now) > 0)
                continue;
            if (!candidates.Any(queue.Config.Name, pass.MayTakeSuspect))
                continue;
            var slot = session.Rates.NextSlot(queue.Config.Name, rate, session.Now);
            next = next is null || slot < next ? slot : next;
        }

        return next;
    }
}
