using Jobbers.Storage;

namespace Jobbers.Execution;

/// <summary>Decided outcomes that the store has not taken yet. They wait here through any outage.</summary>
internal sealed class OutcomeQueue
{
    /// <summary>Most outcomes of one settle call.</summary>
    public const int MaxBatch = 256;

    /// <summary>Most bytes of results in one settle call, but for a single one: a call must fit into its deadline on a slow network too.</summary>
    private const int MaxBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly Queue<Outcome> _waiting = new();

    public int Count
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    public void Add(Outcome outcome)
    {
        lock (_gate)
            _waiting.Enqueue(outcome);
    }

    /// <summary>Takes what gathered, oldest first, as much as one call carries.</summary>
    public IReadOnlyList<Outcome> Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return [];
            var batch = new Outcome[CountOfNext()];
            for (var i = 0; i < batch.Length; i++)
                batch[i] = _waiting.Dequeue();
            return batch;
        }
    }

    private int CountOfNext()
    {
        var (count, bytes) = (0, 0L);
        foreach (var outcome in _waiting)
        {
            bytes += outcome.Result?.Length ?? 0;
            if (count == MaxBatch || (count > 0 && bytes > MaxBytes))
                break;
            count++;
        }

        return count;
    }
}
