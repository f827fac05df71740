using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Submission;

/// <summary>
/// Waits for the ends of tasks: one batched status read for all waiters of the process, 5 ms after somebody new waits, doubling to 200 ms. Who comes in the
/// middle of a longer pause ends it.
/// </summary>
internal sealed class TaskWaiter(ITaskQueries queries, TimeProvider time, ILogger<TaskWaiter> logger) : IDisposable
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<Ulid, Waiting> _waiting = [];
    private readonly StoreOutage _outage = new("Waiting for tasks", logger);
    private readonly WakeSignal _joined = new(time);
    private TimeSpan _pause = Shortest;
    private bool _hasNew;
    private bool _polls;
    private bool _disposed;

    /// <summary>Waits until the task has ended, or is not stored.</summary>
    /// <returns>Its status; null when none of that id is stored.</returns>
    public async ValueTask<JobStatus?> WaitAsync(Ulid id, CancellationToken cancellationToken)
    {
        var waiting = Join(id);
        try
        {
            return await waiting.Ended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(id, waiting);
        }
    }

    /// <summary>Ends every wait: nobody would read for it any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var (id, waiting) in _waiting)
                waiting.Ended.TrySetException(new ObjectDisposedException(nameof(JobbersClient), $"The process ended while it waited for the end of task {id}; the task goes on."));
            _waiting.Clear();
        }

        _joined.Set();
        _joined.Dispose();
    }

    private Waiting Join(Ulid id)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(JobbersClient));
            if (!_waiting.TryGetValue(id, out var waiting))
                _waiting[id] = waiting = new Waiting();
            waiting.Waiters++;
            _pause = Shortest;
            _hasNew = true;
            _joined.Set();
            if (!_polls)
            {
                _polls = true;
                // Not as a part of whoever is first: the reads are for all, and would carry his trace for as long as anybody waits.
                ThreadPool.UnsafeQueueUserWorkItem(static waiter => _ = waiter.PollAsync(), this, preferLocal: false);
            }

            return waiting;
        }
    }

    private void Leave(Ulid id, Waiting waiting)
    {
        lock (_gate)
        {
            if (--waiting.Waiters == 0 && _waiting.TryGetValue(id, out var current) && current == waiting)
                _waiting.Remove(id);
        }
    }

    private async Task PollAsync()
    {
        while (true)
        {
            await _joined.WaitAsync(NextPause());
            // The first look comes a moment after the submit; many who come one after the other share it.
            if (HasNew())
                await Task.Delay(Shortest, time);
            Ulid[] ids;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _polls = false;
                    return;
                }

                ids = [.. _waiting.Keys];
            }

            await ReadAsync(ids);
        }
    }

    private TimeSpan NextPause()
    {
        lock (_gate)
        {
            var pause = _pause;
            _pause = pause * 2 < Longest ? pause * 2 : Longest;
            return pause;
        }
    }

    private bool HasNew()
    {
        lock (_gate)
        {
            var hasNew = _hasNew;
            _hasNew = false;
            return hasNew;
        }
    }

    private async Task ReadAsync(Ulid[] ids)
    {
        try
        {
            foreach (var batch in ids.Chunk(BatchSize))
                Finish(batch, await queries.GetStatusesAsync(batch, CancellationToken.None));
            _outage.Over();
        }
        catch (Exception failure)
        {
            await Task.Delay(_outage.Failed(failure), time);
        }
    }

    private void Finish(Ulid[] ids, IReadOnlyList<JobStatus?> statuses)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            if (statuses[i] is { } status && !status.IsTerminal())
                continue;
            Waiting? waiting;
            lock (_gate)
                _waiting.Remove(ids[i], out waiting);
            waiting?.Ended.TrySetResult(statuses[i]);
        }
    }

    private sealed class Waiting
    {
        public TaskCompletionSource<JobStatus?> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Waiters { get; set; }
    }
}
