using System.Diagnostics.Metrics;
using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>The worker of this process: puts its parts together, starts them, and ends them in order.</summary>
internal sealed class WorkerService : IHostedService, IDisposable
{
    /// <summary>After the shutdown timeout: what the last settle calls may take.</summary>
    private static readonly TimeSpan LastSettles = TimeSpan.FromSeconds(3);

    private const int ThreadsForReplies = 16;

    private readonly ITaskStore _store;
    private readonly WorkerOptions _options;
    private readonly WorkerExit _exit;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WorkerProfile _profile;
    private readonly AttemptRegistry _attempts = new();
    private readonly SlotBook _slots;
    private readonly WakeSignal _wake;
    private readonly ClaimClock _clock;
    private readonly AttemptExecutor _executor;
    private readonly WorkerRouting _routing;
    private readonly RoutingRefresh _refresh;
    private readonly WorkerPump _pump;
    private readonly HeartbeatLoop _heartbeat;
    private readonly CancellationTokenSource _now = new();
    private readonly Meter _meter = JobbersTelemetry.CreateMeter();
    private IDisposable? _signals;
    private bool _disposed;
    private Task _pumping = Task.CompletedTask;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _told;

    public WorkerService(
        ITaskStore store, TaskCatalog catalog, WorkerOptions options, WorkerExit exit, IServiceProvider services,
        IHostApplicationLifetime lifetime, TimeProvider time, ILogger<WorkerService> logger)
    {
        (_store, _options, _exit, _lifetime, _time, _logger) = (store, options, exit, lifetime, time, logger);
        _profile = WorkerIdentity.Create(options, catalog, time);
        _slots = new SlotBook(options.Slots, options.ReplacesSlots);
        exit.AllSlotsAbandoned = () => _slots.AllAbandoned;
        _meter.CreateObservableGauge(
            "slots_used", () => new Measurement<int>(_slots.Used, new KeyValuePair<string, object?>("role", options.Role)), description: "Slots whose code runs");
        _wake = new WakeSignal(time);
        _clock = new ClaimClock(time);
        var outcomes = new OutcomeQueue();
        _executor = new AttemptExecutor(services, _slots, outcomes, _wake, options, time, logger)
        {
            SlotAbandoned = OnSlotAbandoned,
            NothingToSettle = OnNothingToSettle,
        };
        _routing = new WorkerRouting(options.Role, logger);
        _refresh = new RoutingRefresh(store.Routing, _routing, OnRoutingLoaded, time, logger, _now.Token);
        _pump = new WorkerPump(
            _profile.Worker, store.Execution, catalog, _attempts, _slots, outcomes, _executor, _routing, _clock, _wake, options, time, logger);
        _heartbeat = new HeartbeatLoop(
            _profile, store.Execution, _attempts, _slots, _executor, _routing, () => _pump.Stops, _ => _refresh.Request(), time, logger);
    }

    /// <summary>This process's worker id, new at each start.</summary>
    public string Worker => _profile.Worker;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        KeepThreadsForReplies();
        _signals = _store.Signals.Listen(OnSignal);
        // The first heartbeat makes the worker known and brings the routing's version; the routing brings the first claim.
        _heartbeat.Start();
        _pumping = Task.Factory.StartNew(SuperviseAsync, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap();
        return Task.CompletedTask;
    }

    /// <summary>Ends once, however often it is told to, and on several threads: where other services stop first, it may be told before its turn.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (!Interlocked.Exchange(ref _told, true))
            _ = EndAsync(cancellationToken).ContinueWith(_ended.SetFromTask, TaskScheduler.Default);
        return _ended.Task;
    }

    public void Dispose()
    {
        // It is registered under two names, and its provider disposes it for each.
        if (_disposed)
            return;
        _disposed = true;
        _now.Cancel();
        _meter.Dispose();
        _heartbeat.Dispose();
        _wake.Dispose();
        _now.Dispose();
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        JobbersLog.WorkerStops(_logger, _attempts.Count);
        _pump.StopClaiming();
        FireByPolicy(deadlineReached: false);
        using var hurried = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _exit.Hurried);
        if (!await DrainedAsync(_options.ShutdownTimeout, hurried.Token))
        {
            FireByPolicy(deadlineReached: true);
            await DrainedAsync(LastSettles, CancellationToken.None);
        }

        await _now.CancelAsync();
        _wake.Set();
        _signals?.Dispose();
        // Before anything else that waits for the store: whoever ends the process may not wait for that.
        if (_attempts.Count is > 0 and var left)
            JobbersLog.AttemptsLeft(_logger, left, _attempts.ToText());
        _heartbeat.Stop();
        _executor.EndSpans();
        await SignOffAsync();
    }

    /// <summary>
    /// User code may block every slot. The store's replies are read on the same pool: with more threads than slots from the start, a heartbeat's
    /// reply never waits for the pool to grow.
    /// </summary>
    private void KeepThreadsForReplies()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, _options.Slots + ThreadsForReplies), completions);
    }

    private async Task SuperviseAsync()
    {
        var outage = new StoreOutage("Worker loop", _logger);
        while (!_now.IsCancellationRequested)
        {
            try
            {
                await _pump.RunAsync(_now.Token);
                if (_pump.Stops)
                    _lifetime.StopApplication();
                return;
            }
            catch (Exception failure)
            {
                await Task.Delay(outage.Failed(failure), _time, CancellationToken.None);
            }
        }
    }

    private async ValueTask<bool> DrainedAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await _pumping.WaitAsync(limit, _time, cancellationToken);
            return true;
        }
        catch (Exception ended) when (ended is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private void FireByPolicy(bool deadlineReached)
    {
        var running = new List<Attempt>();
        _attempts.CopyTo(running);
        foreach (var attempt in running)
        {
            if (attempt.OutcomeDecided)
                continue;
            var policy = attempt.Task?.Policy.OnShutdown ?? ShutdownPolicy.Resubmit;
            if (policy == ShutdownPolicy.Continue && !deadlineReached)
                continue;
            _executor.Fire(attempt, policy == ShutdownPolicy.Stop ? FireCause.ShutdownStop : FireCause.ShutdownResubmit);
            if (deadlineReached)
                _executor.SettleByCause(attempt);
        }
    }

    private async ValueTask SignOffAsync()
    {
        if (_attempts.Count > 0)
            return;
        using var limit = new CancellationTokenSource(LastSettles, _time);
        try
        {
            await _store.Execution.SignOffAsync(_profile.Worker, limit.Token);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            // The record lapses by itself in 15 s; there is nothing left to lose.
        }
    }

    private void OnSignal(Signal signal)
    {
        switch (signal.Kind)
        {
            case SignalKind.Doorbell:
                _clock.Ring();
                _wake.Set();
                break;
            case SignalKind.RoutingChanged:
                _refresh.Request();
                break;
            case SignalKind.CancelRequested when _attempts.Find(signal.Id) is { OutcomeDecided: false } attempt:
                _executor.Fire(attempt, FireCause.Cancel);
                break;
        }
    }

    private void OnRoutingLoaded(bool changed)
    {
        if (changed)
        {
            _heartbeat.Hasten();
            JobbersLog.WorkerServes(_logger, _profile.Worker, _options.Role, _options.Slots, string.Join(", ", _routing.QueueNames));
        }

        _clock.Ring();
        _wake.Set();
    }

    /// <summary>What was decided before, such as a stall for silence, stays until the store has answered it.</summary>
    private void OnNothingToSettle(Attempt attempt)
    {
        if (!attempt.OutcomeDecided)
            _attempts.Remove(attempt.Claim.Key);
        _wake.Set();
    }

    private void OnSlotAbandoned()
    {
        // A process that ends anyway ends in order.
        if (!_slots.AllAbandoned || _options.ReplacesSlots || _pump.Stops || _exit.Code != 0)
            return;
        JobbersLog.AllSlotsAbandoned(_logger);
        _exit.Code = 1;
        _lifetime.StopApplication();
    }
}
