using Jobbers.Catalog;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Execution;

/// <summary>Runs attempts: timeout, token, grace, outcome. Knows nothing of how outcomes reach the store.</summary>
internal sealed class AttemptExecutor(
    IServiceProvider services, SlotBook slots, OutcomeQueue outcomes, WakeSignal wake, WorkerOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan DeferDelay = TimeSpan.FromSeconds(1);

    /// <summary>Timers end at 49.7 days; policies may allow a year.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    private readonly AttemptPipeline _pipeline = new(services);
    private readonly FiredAttempts _fired = new();
    private readonly UnknownTasks _unknown = new(time);

    /// <summary>Called when slots are given up; the worker decides whether it can go on.</summary>
    public Action? SlotAbandoned { get; set; }

    /// <summary>Called when an attempt ended with nothing to settle: its claim is another worker's.</summary>
    public Action<Attempt>? NothingToSettle { get; set; }

    /// <summary>Hands a claimed task to a thread, or settles it at once when it cannot run here.</summary>
    /// <returns>Whether its code will run.</returns>
    public bool Start(Attempt attempt)
    {
        if (attempt.Task is not { } task)
        {
            Refuse(attempt);
            return false;
        }

        if (!slots.TryTake(attempt.Queue, attempt.Name, attempt.Version, task.Policy.MaxConcurrent))
        {
            attempt.EndCode();
            Decide(attempt, new Verdict(OutcomeKind.Deferred, DeferDelay), null);
            return false;
        }

        return ThreadPool.UnsafeQueueUserWorkItem(attempt, preferLocal: false);
    }

    /// <summary>Runs an attempt on the calling thread until it first waits.</summary>
    public void Begin(Attempt attempt) => _ = RunAsync(attempt);

    /// <summary>Fires an attempt's token and gives its code the grace to end.</summary>
    /// <returns>False when it had been fired before.</returns>
    public bool Fire(Attempt attempt, FireCause cause)
    {
        if (!attempt.TryFire(cause))
            return false;
        _fired.Add(attempt);
        attempt.Grace = time.CreateTimer(
            static state =>
            {
                var (executor, fired) = ((AttemptExecutor, Attempt))state!;
                executor.GraceIsOver(fired);
            },
            (this, attempt), options.TokenGrace, Timeout.InfiniteTimeSpan);
        return true;
    }

    /// <summary>The attempt is silent beyond its interval: settled at once, then told to stop.</summary>
    public void Stall(Attempt attempt, TimeSpan interval)
    {
        Decide(attempt, new Verdict(OutcomeKind.Stalled), AttemptJudge.Silence(interval));
        Fire(attempt, FireCause.Silence);
    }

    /// <summary>Settles by the cause what did not end in time.</summary>
    public void SettleByCause(Attempt attempt)
    {
        if (AttemptJudge.ForCause(attempt, Random.Shared.NextDouble()) is var (verdict, failure))
            Decide(attempt, verdict, failure);
        else
            NothingToSettle?.Invoke(attempt);
    }

    /// <summary>The process ends: what is still to be said of code that does not is said now, or never.</summary>
    public void EndSpans() => _fired.EndSpans();

    private async Task RunAsync(Attempt attempt)
    {
        IDisposable? scope = null;
        Exception? failure = null;
        try
        {
            // Listeners and log providers are the program's code too: what they throw fails this attempt, and never keeps its slot.
            attempt.KeepSpan(AttemptSpan.Start(attempt));
            scope = logger.IsEnabled(LogLevel.Information) ? AttemptSpan.BeginScope(logger, attempt) : null;
            StartTimeout(attempt);
            attempt.Result = ResultBuffer.Rent();
            await _pipeline.RunAsync(attempt);
            Complete(attempt);
        }
        catch (Exception exception)
        {
            failure = exception;
            Judge(attempt, exception);
        }
        finally
        {
            End(attempt, scope, failure);
        }
    }

    private void StartTimeout(Attempt attempt)
    {
        if (attempt.Task!.Policy.Timeout is not { } timeout)
            return;
        attempt.Timeout = time.CreateTimer(
            static state =>
            {
                var (executor, late) = ((AttemptExecutor, Attempt))state!;
                executor.TimeoutIsDue(late);
            },
            (this, attempt), timeout < LongestTimer ? timeout : LongestTimer, System.Threading.Timeout.InfiniteTimeSpan);
    }

    private void TimeoutIsDue(Attempt attempt)
    {
        var timeout = attempt.Task!.Policy.Timeout!.Value;
        var left = timeout - time.GetElapsedTime(attempt.StartedTimestamp);
        if (timeout > LongestTimer && left > TimeSpan.Zero)
            attempt.Timeout?.Change(left < LongestTimer ? left : LongestTimer, System.Threading.Timeout.InfiniteTimeSpan);
        else
            Fire(attempt, FireCause.Timeout);
    }

    /// <summary>An attempt must be settled whatever its exception is like: nobody else would ever do it while this process lives.</summary>
    private void Judge(Attempt attempt, Exception exception)
    {
        try
        {
            if (AttemptJudge.ForException(attempt, exception, Random.Shared.NextDouble()) is var (verdict, reason))
                Decide(attempt, verdict, reason, exception);
            else
                NothingToSettle?.Invoke(attempt);
        }
        catch (Exception broken) when (!attempt.OutcomeDecided)
        {
            Decide(attempt, new Verdict(OutcomeKind.Failed), AttemptFailure.From(
                exception.GetType().Name, $"the exception could not be judged: {broken.GetType().Name}"));
        }
    }

    private void End(Attempt attempt, IDisposable? scope, Exception? failure)
    {
        try
        {
            AttemptSpan.End(attempt, failure);
            scope?.Dispose();
        }
        finally
        {
            CodeEnded(attempt);
        }
    }

    private void Complete(Attempt attempt)
    {
        if (attempt.Result!.IsTooLarge)
        {
            var size = attempt.Result.Written.Length;
            Decide(attempt, new Verdict(OutcomeKind.Failed), AttemptFailure.From(
                "ResultTooLarge", $"the result is {size} bytes of JSON; at most {PayloadLimits.MaxResultBytes} are stored. Store it elsewhere and return where."));
            return;
        }

        Decide(attempt, new Verdict(OutcomeKind.Completed), null);
    }

    private void Refuse(Attempt attempt)
    {
        var returns = options.UnknownTasks == UnknownTaskPolicy.Return;
        if (!returns)
            JobbersLog.TaskUnknown(logger, attempt.Id, attempt.Name, attempt.Version, "dropped");
        else if (_unknown.AreWorthALine(attempt.Name, attempt.Version))
            JobbersLog.TaskUnknown(logger, attempt.Id, attempt.Name, attempt.Version, "put back for 5 s, as all like it; said once a minute");
        attempt.EndCode();
        var failure = AttemptFailure.From("UnknownTask", $"no worker that claimed it knows {attempt.Name} version {attempt.Version}");
        Decide(
            attempt,
            returns ? new Verdict(OutcomeKind.Deferred, LeaseTimes.UnknownTaskDelay) : new Verdict(OutcomeKind.Dropped),
            returns ? null : failure);
    }

    private void Decide(Attempt attempt, Verdict verdict, AttemptFailure? failure, Exception? exception = null)
    {
        if (!attempt.TryDecide(verdict.Kind, failure))
            return;
        var keepsResult = verdict.Kind == OutcomeKind.Completed && attempt.Task!.Policy.KeepResult && attempt.Result!.Written.Length > 0;
        outcomes.Add(new Outcome
        {
            Claim = attempt.Claim.Key,
            Kind = verdict.Kind,
            StartedAt = attempt.Claim.StartedAt,
            Delay = verdict.Delay,
            Result = keepsResult ? attempt.Result!.Written : default(ReadOnlyMemory<byte>?),
            Failure = failure,
            Progress = attempt.Progress,
            Message = attempt.Message,
        });
        wake.Set();
        AttemptSpan.Judged(logger, attempt, verdict, failure, exception, time);
    }

    private void CodeEnded(Attempt attempt)
    {
        attempt.Timeout?.Dispose();
        attempt.Grace?.Dispose();
        slots.Release(attempt.Queue, attempt.Name, attempt.Version, attempt.Task!.Policy.MaxConcurrent, attempt.EndCode());
        if (attempt.Cause != FireCause.None)
            _fired.Remove(attempt);
        wake.Set();
    }

    private void GraceIsOver(Attempt attempt)
    {
        if (!attempt.TryAbandon())
            return;
        var abandoned = slots.Abandon();
        JobbersLog.SlotAbandoned(logger, attempt.Id, attempt.Name, options.TokenGrace.TotalSeconds, abandoned, slots.Configured);
        SettleByCause(attempt);
        FiredAttempts.EndSpan(attempt);
        SlotAbandoned?.Invoke();
        wake.Set();
    }
}
