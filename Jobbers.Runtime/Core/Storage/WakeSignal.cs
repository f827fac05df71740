using System.Threading.Tasks.Sources;

namespace Jobbers.Storage;

/// <summary>
/// Wakes one waiting loop, by anyone and at a set time; wakes while nobody waits are remembered as one. Reused: a loop that is woken
/// tens of thousands of times a second must not allocate for it.
/// The waiter goes on behind the work that is queued already: a worker that was woken by the first of fifty short attempts finds the other
/// forty-nine done as well, and settles them in one call.
/// </summary>
internal sealed class WakeSignal : IValueTaskSource, IThreadPoolWorkItem, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = false };
    private bool _isSet;
    private bool _isWaiting;

    public WakeSignal(TimeProvider time) =>
        _timer = time.CreateTimer(static signal => ((WakeSignal)signal!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Set()
    {
        lock (_gate)
        {
            if (_isSet)
                return;
            if (!_isWaiting)
            {
                _isSet = true;
                return;
            }

            _isWaiting = false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

    /// <summary>Waits for the next wake, at most <paramref name="limit"/>. One waiter at a time.</summary>
    public ValueTask WaitAsync(TimeSpan limit)
    {
        lock (_gate)
        {
            if (_isSet || limit <= TimeSpan.Zero)
            {
                _isSet = false;
                return default;
            }

            _isWaiting = true;
            _source.Reset();
        }

        _timer.Change(limit, Timeout.InfiniteTimeSpan);
        return new ValueTask(this, _source.Version);
    }

    public void Dispose() => _timer.Dispose();

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
