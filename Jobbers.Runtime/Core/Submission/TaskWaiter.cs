using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobbers.Submission;

/// <summary>
/// Waits for the ends of tasks: one batched status read for all waiters of the process, 5 ms after somebody new waits, doubling to 200 ms.
/// </summary>
internal sealed class TaskWaiter(ITaskQueries queries, TimeProvider time, ILogger<TaskWaiter> logger)
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<Ulid, Waiting> _waiting = [];
    private readonly StoreOutage _outage = new("Waiting for tasks", logger);
    private TimeSpan _pause = Shortest;
    private bool _polls;

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

    private Waiting Join(Ulid id)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(id, out var waiting))
                _waiting[id] = waiting = new Waiting();
            waiting.Waiters++;
            _pause = Shortest;
            if (!_polls)
            {
                _polls = true;
                _ = PollAsync();
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
            await Task.Delay(NextPause(), time);
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
