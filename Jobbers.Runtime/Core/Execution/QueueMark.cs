using System.Threading.Tasks.Sources;

namespace Jobbers.Execution;

/// <summary>
/// A place in the thread pool's queue: who waits for it goes on when all that was queued before has begun, and what is queued after it still
/// waits. Used again and again, by one waiter.
/// </summary>
internal sealed class QueueMark : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = false };

    /// <summary>Sets the mark behind what is queued now. The one before must have been waited for.</summary>
    public void Set()
    {
        _source.Reset();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Waits for the mark that was set.</summary>
    public ValueTask WaitAsync() => new(this, _source.Version);

    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
