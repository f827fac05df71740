using Jobbers.Catalog;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>
/// The worker's one loop towards the store: sends what has ended, asks for as many tasks as there are free slots, starts them. One call is in
/// flight at a time; all that gathers meanwhile leaves in the next one, so batches grow with the load and nobody waits for a timer.
/// With many short tasks the store and the tasks take turns at half of them each, so that neither waits for the other: see <see cref="StartAsync"/>.
/// </summary>
internal sealed class WorkerPump(
    string worker, IExecutionStore store, TaskCatalog catalog, AttemptRegistry attempts, SlotBook slots, OutcomeQueue outcomes,
    AttemptExecutor executor, WorkerRouting routing, ClaimClock clock, WakeSignal wake, WorkerOptions options, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly QueueMark _mark = new();
    private readonly StoreOutage _outage = new("Worker", logger);
    private readonly SettleReport _report = new(logger, time);
    private readonly SuspectTurn _suspects = new();
    private long _number;
    private int _started;
    private volatile bool _stops;
    private bool _givesBack;

    /// <summary>Whether it takes no more tasks.</summary>
    public bool Stops => _stops;

    /// <summary>
    /// Takes no more tasks from here on; what runs is still settled. When this returns all that was started is in the registry, and what a claim
    /// on its way still brings will be given back.
    /// </summary>
    public void StopClaiming()
    {
        lock (_gate)
            _givesBack = true;
        _stops = true;
        wake.Set();
    }

    /// <summary>Runs until it takes no more tasks and everything is settled.</summary>
    /// <param name="now">Ends the loop at once; what is not settled is left to rescue.</param>
    public async Task RunAsync(CancellationToken now)
    {
        while (!now.IsCancellationRequested)
        {
            var batch = outcomes.Take();
            var claim = NextClaim(settles: batch.Count > 0);
            if (batch.Count == 0 && claim.Want == 0)
            {
                if (_stops && attempts.Count == 0)
                    return;
                await wake.WaitAsync(UntilNextClaim());
                continue;
            }

            if (await CallAsync(new WorkerCall(worker, ++_number), batch, claim, now) is not { } answer)
                continue;
            Handle(batch, claim, answer);
            await TakeUpAsync(answer.Claimed.Claims);
        }
    }

    /// <summary>A settle makes a claim nearly free; without one it must be due.</summary>
    private ClaimRequest NextClaim(bool settles)
    {
        var isDue = clock.UntilDue() == TimeSpan.Zero;
        if (_stops || (!settles && !isDue))
            return ClaimRequest.None;
        var want = Math.Min(slots.Free, ClaimRequest.MaxWant);
        if (options.Ttl > 0)
            want = Math.Min(want, options.Ttl - _started);
        if (want <= 0)
            return ClaimRequest.None;
        // Before the queues are chosen: a bell of one that this claim passes over must be heard by the next.
        var rang = clock.Claiming();
        var begins = rang || (isDue && routing.Reach != ClaimReach.GoesOn);
        var takesSuspect = _suspects.Next(routing.NamesAll) && !attempts.HasUnsettledSuspect();
        var claim = routing.NextClaim(want, slots, (takesSuspect, takesSuspect && _suspects.IsSeldom), begins);
        if (claim.Want == 0 && rang)
            clock.Ring();
        return claim;
    }

    private TimeSpan UntilNextClaim()
    {
        if (_stops || slots.Free == 0 || routing.QueueNames.Count == 0)
            return TimeSpan.FromSeconds(1);
        var due = clock.UntilDue();
        // Due, and yet nothing was asked for: every queue is paused or at its limit here. A settle or a change of routing wakes.
        return due > TimeSpan.Zero ? due : TimeSpan.FromSeconds(1);
    }

    /// <summary>Repeats one call under its number until it is answered: the store tells a repeat from a new call.</summary>
    private async ValueTask<SettleAndClaimAnswer?> CallAsync(
        WorkerCall call, IReadOnlyList<Outcome> batch, ClaimRequest claim, CancellationToken now)
    {
        while (true)
        {
            try
            {
                var answer = await SendAsync(call, batch, claim, now);
                _outage.Over();
                return answer;
            }
            catch (OperationCanceledException) when (now.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception failure)
            {
                await Task.Delay(_outage.Failed(failure), time, CancellationToken.None);
            }

            if (now.IsCancellationRequested)
                return null;
        }
    }

    private async ValueTask<SettleAndClaimAnswer> SendAsync(
        WorkerCall call, IReadOnlyList<Outcome> batch, ClaimRequest claim, CancellationToken now)
    {
        if (batch.Count == 0)
            return new SettleAndClaimAnswer([], await store.ClaimAsync(call, claim, now));
        if (claim.Want == 0)
            return new SettleAndClaimAnswer(await store.SettleAsync(call, batch, now), ClaimAnswer.Empty);
        return await store.SettleAndClaimAsync(call, batch, claim, now);
    }

    private void Handle(IReadOnlyList<Outcome> batch, ClaimRequest claim, SettleAndClaimAnswer answer)
    {
        for (var i = 0; i < batch.Count; i++)
            Settled(batch[i], answer.Settled[i]);
        if (claim.Want == 0)
            return;
        routing.Claimed(claim, answer.Claimed);
        _suspects.Claimed(claim.Want, answer.Claimed.Claims.Count);
        clock.Claimed(answer.Claimed.Claims.Count, answer.Claimed.MoreWaiting, answer.Claimed.NextAfter, routing.Reach);
    }

    /// <summary>Starts what was claimed; gives it back for others when this process stops.</summary>
    private ValueTask TakeUpAsync(IReadOnlyList<ClaimedTask> claims)
    {
        lock (_gate)
        {
            if (!_givesBack)
                return StartAsync(claims);
        }

        foreach (var claimed in claims)
            outcomes.Add(new Outcome { Claim = claimed.Key, Kind = OutcomeKind.GivenBack, StartedAt = claimed.StartedAt });
        return default;
    }

    /// <summary>
    /// Starts what was claimed, and returns when it is time for the next call: behind the tasks just started, so that what ends at once leaves
    /// with that call and not with the one after it. Behind half of them when they are many; the others then run during the call, and what has
    /// ended when it returns is enough for the next one.
    /// </summary>
    private ValueTask StartAsync(IReadOnlyList<ClaimedTask> claims)
    {
        if (claims.Count == 0 || outcomes.Count >= store.WorthACall)
        {
            Start(claims, 0, claims.Count);
            return default;
        }

        var half = claims.Count / 2;
        var first = half >= store.WorthACall ? half : claims.Count;
        Start(claims, 0, first);
        _mark.Set();
        Start(claims, first, claims.Count);
        return _mark.WaitAsync();
    }

    private void Start(IReadOnlyList<ClaimedTask> claims, int from, int until)
    {
        for (var i = from; i < until; i++)
            Start(claims[i]);
    }

    private void Settled(Outcome outcome, SettleAnswer answer)
    {
        if (attempts.Find(outcome.Claim) is not { } attempt)
            return;
        attempts.Remove(outcome.Claim);
        _report.Settled(attempt, outcome, answer);
        if (!answer.Written && attempt.CodeRuns)
            executor.Fire(attempt, FireCause.LostClaim);
        // Only completed code is known to write no more into its buffer.
        if (outcome.Kind == OutcomeKind.Completed)
            attempt.Result?.Return();
    }

    private void Start(ClaimedTask claimed)
    {
        catalog.TryGet(claimed.Name, claimed.Version, out var task);
        var attempt = new Attempt(claimed, task, executor, time);
        if (attempts.Add(attempt) is { } lost)
            executor.Fire(lost, FireCause.LostClaim);
        SettleReport.Claimed(claimed, options.Role);
        if (!executor.Start(attempt) || ++_started != options.Ttl)
            return;
        JobbersLog.TtlReached(logger, options.Ttl);
        _stops = true;
    }
}
