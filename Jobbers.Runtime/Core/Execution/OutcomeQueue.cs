using Jobbers.Storage;

namespace Jobbers.Execution;

/// <summary>Decided outcomes that the store has not taken yet. They wait here through any outage.</summary>
internal sealed class OutcomeQueue
{
    /// <summary>Most outcomes of one settle call.</summary>
    public const int MaxBatch = 256;

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

    /// <summary>Takes what gathered, oldest first, at most <see cref="MaxBatch"/>.</summary>
    public IReadOnlyList<Outcome> Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return [];
            var batch = new Outcome[Math.Min(_waiting.Count, MaxBatch)];
            for (var i = 0; i < batch.Length; i++)
                batch[i] = _waiting.Dequeue();
            return batch;
        }
    }
}
