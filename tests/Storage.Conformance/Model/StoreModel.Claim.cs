using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

internal sealed partial class StoreModel
{
    /// <summary>Takes a claim.</summary>
    public void Claim(ModelWorker worker, ClaimRequest request, ClaimAnswer answer)
    {
        worker.Called(Now);
        RequireCount(request, answer);
        RequireSplit(request, answer);
        RequireSuspects(request, answer);
        foreach (var queue in request.Queues)
        {
            var count = answer.Claims.Count(claim => claim.Queue == queue.Queue);
            Require(count <= RoomOf(queue).AtMost, $"claim took {count} of queue {queue.Queue}, whose limits allow {RoomOf(queue).AtMost}");
            RequireOrder(queue.Queue, answer);
        }

        foreach (var claim in answer.Claims)
            Start(worker, claim);
        RequireOutlook(request, answer);
    }

    /// <summary>Takes the repeat of a claim: the same claims, less those whose token no longer stands.</summary>
    public void RepeatClaim(ModelWorker worker, ModelCall call, ClaimAnswer answer)
    {
        worker.Called(Now);
        var standing = call.Claims.Select(claim => claim.Key).Where(Stands).ToList();
        var repeated = answer.Claims.Select(claim => claim.Key).ToList();
        Require(
            standing.SequenceEqual(repeated),
            $"repeated claim: the model says {Text(standing)}, the store {Text(repeated)}");
        foreach (var claim in standing)
            tasks[claim.Id].Attempt!.Renew(Now);
    }

    private void RequireCount(ClaimRequest request, ClaimAnswer answer)
    {
        var rooms = request.Queues.Select(RoomOf).ToList();
        var least = Math.Min(request.Want, rooms.Sum(room => Math.Min(room.AtLeast, room.Ready)) + Bonus(room => room.AtLeast));
        var most = Math.Min(request.Want, rooms.Sum(room => Math.Min(room.AtMost, room.Ready)) + Bonus(room => room.AtMost));
        Require(
            answer.Claims.Count >= least && answer.Claims.Count <= most,
            $"claim of {request.Want}: the model says {(least == most ? $"{least}" : $"{least} to {most}")}, the store {answer.Claims.Count}");

        // One suspect more, where a queue has room beyond its other tasks.
        int Bonus(Func<QueueState, int> limit) =>
            request.TakesSuspect && rooms.Any(room => room.Suspects > 0 && limit(room) > room.Ready) ? 1 : 0;
    }

    private void RequireSplit(ClaimRequest request, ClaimAnswer answer)
    {
        if (request.Queues.Count < 2)
            return;
        var share = Math.Max(1, request.Want / request.Queues.Count);
        var left = request.Queues.Select(RoomOf).Select(room => Math.Min(room.AtMost, room.Ready)).ToArray();
        var taken = new int[left.Length];
        for (var want = request.Want; want > 0 && left.Any(n => n > 0);)
        {
            for (var n = 0; n < left.Length; n++)
            {
                var turn = Math.Min(share, Math.Min(left[n], want));
                taken[n] += turn;
                left[n] -= turn;
                want -= turn;
            }
        }

        for (var n = 0; n < taken.Length; n++)
        {
            var actual = answer.Claims.Count(claim => claim.Queue == request.Queues[n].Queue);
            var open = RoomOf(request.Queues[n]).IsOpen || request.TakesSuspect ? 1 + share : share;
            Require(
                Math.Abs(actual - taken[n]) <= open,
                $"split of a claim: fair are about {taken[n]} of queue {request.Queues[n].Queue}, the store took {actual}");
        }
    }

    private void RequireSuspects(ClaimRequest request, ClaimAnswer answer)
    {
        var suspects = answer.Claims.Count(claim => Find(claim.Id)?.IsSuspect == true);
        Require(suspects <= (request.TakesSuspect ? 1 : 0), $"claim took {suspects} suspects");
    }

    private void RequireOrder(string queue, ClaimAnswer answer)
    {
        var taken = answer.Claims.Where(claim => claim.Queue == queue).Select(claim => Find(claim.Id)).OfType<ModelTask>()
            .Where(task => !task.IsSuspect).ToList();
        for (var n = 1; n < taken.Count; n++)
            Require(!taken[n].Place.IsSurelyBefore(taken[n - 1].Place), $"order: {taken[n].Id} was due before {taken[n - 1].Id} and was claimed after it");
        foreach (var waiting in InQueue(queue, JobStatus.Submitted).Where(task => !task.IsSuspect && !taken.Contains(task)))
        {
            var overtaker = taken.Find(task => waiting.Place.IsSurelyBefore(task.Place));
            Require(overtaker is null, $"order: {waiting.Id} was due before {overtaker?.Id} and still waits");
        }
    }

    private void Start(ModelWorker worker, ClaimedTask claim)
    {
        Require(Find(claim.Id) is not null, $"claim brought {claim.Id}, which is not stored");
        var task = tasks[claim.Id];
        var wasSuspect = task.IsSuspect;
        task.Move(JobStatus.Started, LifecycleVerb.Claim, Now);
        Require(claim.Token > tokensSeen.GetValueOrDefault(claim.Id), $"token {claim.Token} of {claim.Id} did not grow");
        tokensSeen[claim.Id] = claim.Token;
        task.Token = claim.Token;
        task.Attempt = new ModelAttempt(worker, Now);
        queues[claim.Queue].Started(Now);
        worker.Received.Add(claim);
        if (wasSuspect)
            (worker.Suspect, worker.SuspectIsOpen) = (claim.Key, false);
        RequireSame(
            (task.Request.Queue, task.Request.Name, task.Request.Version, task.Request.Priority, task.RetryAttempt, task.CrashCount),
            (claim.Queue, claim.Name, claim.Version, claim.Priority, claim.RetryAttempt, claim.CrashCount),
            $"content of the claim of {claim.Id}");
        Require(task.Request.Parameters.Span.SequenceEqual(claim.Parameters.Span), $"parameters of the claim of {claim.Id}");
    }

    private void RequireOutlook(ClaimRequest request, ClaimAnswer answer)
    {
        if (answer.Claims.Count >= request.Want)
            return;
        foreach (var wish in request.Queues.Where(wish => queues.ContainsKey(wish.Queue)))
        {
            var state = RoomOf(wish with { Free = int.MaxValue });
            var room = queues[wish.Queue].RateRoom(Now);
            if (state.Ready == 0 || room.AtMost > 0 || state.IsHeldByOthers)
                continue;
            var seconds = queues[wish.Queue].SecondsToRoom(Now);
            Require(
                answer.NextAfter > TimeSpan.Zero && answer.NextAfter.Value.TotalSeconds < seconds + 1,
                $"queue {wish.Queue} has a rate slot in {seconds} s; the claim says {answer.NextAfter?.ToString() ?? "nothing"}");
        }
    }

    private QueueState RoomOf(QueueRoom wish)
    {
        if (!queues.TryGetValue(wish.Queue, out var queue))
            return default;
        var waiting = InQueue(wish.Queue, JobStatus.Submitted).ToList();
        var running = InQueue(wish.Queue, JobStatus.Started).Count();
        var cap = Math.Max(0, (queue.Config.MaxConcurrentTotal ?? int.MaxValue) - running);
        var others = queue.Config.Paused ? 0 : Math.Min(wish.Free, cap);
        var rate = queue.RateRoom(Now);
        return new QueueState(
            waiting.Count(task => !task.IsSuspect), waiting.Count(task => task.IsSuspect),
            Math.Min(others, rate.AtLeast), Math.Min(others, rate.AtMost), others == 0);
    }

    private static string Text(IEnumerable<ClaimKey> claims) => $"[{string.Join(", ", claims.Select(claim => claim.Id))}]";

    /// <summary>What a queue could give one claim.</summary>
    private readonly record struct QueueState(int Ready, int Suspects, int AtLeast, int AtMost, bool IsHeldByOthers)
    {
        public bool IsOpen => AtLeast != AtMost;
    }
}
