using System.Runtime.ExceptionServices;

namespace Jobbers.Sqlite.Writing;

/// <summary>A verb whose caller blocks its own thread for the answer, so that it does not depend on the thread pool.</summary>
internal sealed class BlockingWriteCall<T>(Func<WriteVerbs, T> verb) : WriteCall
{
    private readonly object _gate = new();
    private ExceptionDispatchInfo? _failure;
    private T? _answer;
    private bool _done;

    /// <summary>Waits for the answer.</summary>
    /// <returns>False when the time is over first.</returns>
    public bool TryWait(TimeSpan time, out T answer)
    {
        lock (_gate)
        {
            if (!_done)
                Monitor.Wait(_gate, time);
            _failure?.Throw();
            answer = _answer!;
            return _done;
        }
    }

    public override bool BlocksItsCaller => true;

    /// <summary>Heartbeats: they are told to workers alone.</summary>
    public override FlushTime Flush => FlushTime.AfterAnswer;

    public override void Execute(WriteVerbs verbs) => _answer = verb(verbs);

    public override void Succeed() => Finish(null);

    public override void Fail(Exception failure) => Finish(ExceptionDispatchInfo.Capture(failure));

    private void Finish(ExceptionDispatchInfo? failure)
    {
        lock (_gate)
        {
            _failure = failure;
            _done = true;
            Monitor.PulseAll(_gate);
        }
    }
}
