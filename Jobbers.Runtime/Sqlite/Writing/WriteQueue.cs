using System.Diagnostics;

namespace Jobbers.Sqlite.Writing;

/// <summary>Verbs that wait for the writer, in their order. Any thread adds; one thread takes.</summary>
internal sealed class WriteQueue
{
    /// <summary>Verbs in one transaction at most, so that none waits for long.</summary>
    private const int LargestGroup = 256;

    /// <summary>In turns of a spinning thread: a few microseconds, about the time of one caller.</summary>
    private const int LookAgainAfter = 100;

    /// <summary>A fifth of a millisecond, in ticks of <see cref="Stopwatch"/>: less than a commit.</summary>
    private static readonly long LongestGathering = Stopwatch.Frequency / 5_000;

    private readonly object _gate = new();
    private readonly Queue<WriteCall> _waiting = new();
    private volatile int _count;
    private bool _closed;
    private int _lastGroup;

    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public void Add(WriteCall call)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
            _waiting.Enqueue(call);
            _count = _waiting.Count;
            if (_count == 1)
                Monitor.Pulse(_gate);
        }
    }

    /// <summary>Whether nothing waits at this moment.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Nothing is added from here on; what waits is still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets the taker see how long it is to wait now.</summary>
    public void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    /// <summary>Takes what waits, and waits for it when nothing does.</summary>
    /// <param name="group">Receives what is taken; nothing when <paramref name="longest"/> is over, or when all that waited was given up.</param>
    /// <param name="longest">Asked for how long it may wait, each time that it is woken.</param>
    /// <returns>False at the end.</returns>
    public bool Take(List<WriteCall> group, Func<TimeSpan> longest)
    {
        if (!TryAwait(longest, out var ended))
            return !ended;
        Gather();
        lock (_gate)
        {
            while (group.Count < LargestGroup && _waiting.TryDequeue(out var call))
            {
                if (call.TryTake())
                    group.Add(call);
            }

            _count = _waiting.Count;
        }

        _lastGroup = group.Count;
        return true;
    }

    /// <returns>Whether something waits.</returns>
    private bool TryAwait(Func<TimeSpan> longest, out bool ended)
    {
        ended = false;
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    ended = true;
                    return false;
                }

                if (!Monitor.Wait(_gate, longest()))
                    return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Callers that were answered together come back together, within microseconds; a commit for the first of them would let the others wait for
    /// the disk twice. So this looks on while more of them come, and never after a lone one.
    /// </summary>
    private void Gather()
    {
        if (_lastGroup < 2)
            return;
        // Those of the last group, and those that came while it was committed: where they kept apart, each waited for two commits.
        var expected = _count + _lastGroup;
        var until = Stopwatch.GetTimestamp() + LongestGathering;
        int seen;
        do
        {
            seen = _count;
            Thread.SpinWait(LookAgainAfter);
            Thread.Yield();
        }
        while (_count > seen && _count < expected && Stopwatch.GetTimestamp() < until);
    }
}
