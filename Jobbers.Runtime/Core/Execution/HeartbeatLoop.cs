using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>
/// Renews every lease of the process, sends beats, and judges silence. It has its own thread and calls the store synchronously: user code that
/// starves the thread pool must not cost leases.
/// </summary>
internal sealed class HeartbeatLoop(
    WorkerProfile profile, IExecutionStore store, AttemptRegistry attempts, SlotBook slots, AttemptExecutor executor,
    WorkerRouting routing, Func<bool> draining, Action<long> routingVersion, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(4);

    private readonly ManualResetEventSlim _stop = new();
    private readonly StoreOutage _outage = new("Heartbeat", logger);
    private readonly List<Attempt> _running = [];
    private readonly SilenceWatch _silence = new(time);
    private long? _lastCall;
    private volatile bool _hastened;
    private Thread? _thread;

    /// <summary>Sends the first heartbeat, which makes the worker known, and starts the thread.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "jobbers-heartbeat" };
        _thread.Start();
    }

    /// <summary>Something the store should know of this worker has changed: the next tick calls.</summary>
    public void Hasten() => _hastened = true;

    public void Stop()
    {
        _stop.Set();
        _thread?.Join(CallDeadline);
    }

    public void Dispose()
    {
        // A host whose start failed disposes without stopping. A thread whose call outlasts its deadline still needs the event.
        Stop();
        if (_thread is null or { IsAlive: false })
            _stop.Dispose();
    }

    private void Run()
    {
        do
        {
            try
            {
                Pass();
            }
            catch (Exception failure)
            {
                // Nothing may end this loop: without it every lease of the process lapses.
                _stop.Wait(_outage.Failed(failure));
            }
        }
        while (!_stop.Wait(Tick));
    }

    private void Pass()
    {
        attempts.CopyTo(_running);
        foreach (var (silent, interval) in _silence.Find(_running))
            executor.Stall(silent, interval);
        if (!IsCallDue())
            return;
        _hastened = false;
        var beats = TakeBeats();
        try
        {
            Handle(store.Heartbeat(Request(beats), CallDeadline));
            _lastCall = time.GetTimestamp();
            _outage.Over();
        }
        catch
        {
            foreach (var beat in beats)
                attempts.Find(beat.Claim)?.ReturnBeat();
            throw;
        }
    }

    private bool IsCallDue()
    {
        if (_hastened || _lastCall is not { } last)
            return true;
        var since = time.GetElapsedTime(last);
        if (since >= LeaseTimes.Renewal - (Tick / 2))
            return true;
        if (since < LeaseTimes.BeatFlush / 2)
            return false;
        foreach (var attempt in _running)
        {
            if (attempt is { Interval: not null, HasUnsentBeat: true, OutcomeDecided: false })
                return true;
        }

        return false;
    }

    private List<Beat> TakeBeats()
    {
        var now = time.GetTimestamp();
        var beats = new List<Beat>();
        foreach (var attempt in _running)
        {
            if (!attempt.OutcomeDecided && attempt.TryTakeBeat(now, out var beat))
                beats.Add(beat);
        }

        return beats;
    }

    private HeartbeatRequest Request(List<Beat> beats)
    {
        var claims = new ClaimKey[_running.Count];
        for (var i = 0; i < claims.Length; i++)
            claims[i] = _running[i].Claim.Key;
        return new HeartbeatRequest
        {
            Worker = profile,
            Queues = routing.QueueNames,
            SlotsUsed = slots.Used,
            SlotsAbandoned = slots.Abandoned,
            Draining = draining(),
            Claims = claims,
            Beats = beats,
        };
    }

    private void Handle(HeartbeatAnswer answer)
    {
        foreach (var lost in answer.Lost)
        {
            // A claim whose outcome is on its way is lost because it was just settled.
            if (attempts.Find(lost) is not { OutcomeDecided: false } attempt)
                continue;
            if (executor.Fire(attempt, FireCause.LostClaim))
                JobbersLog.ClaimLost(logger, attempt.Id, attempt.Name);
        }

        foreach (var cancelled in answer.CancelRequested)
        {
            if (attempts.Find(cancelled) is { } attempt)
                executor.Fire(attempt, FireCause.Cancel);
        }

        if (answer.RoutingVersion != routing.Version)
            routingVersion(answer.RoutingVersion);
    }
}
