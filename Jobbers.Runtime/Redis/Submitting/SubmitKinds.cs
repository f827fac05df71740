using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Submitting;

/// <summary>The different (queue, name, version, priority) of a batch: most batches have one, so it is sent once.</summary>
internal sealed class SubmitKinds
{
    /// <summary>Said, and stored, by nothing.</summary>
    public const int UsualPriority = 5;

    private const int Values = 4;

    private readonly List<SubmitRequest> _kinds = [];
    private readonly int[] _kindOf;

    public SubmitKinds(IReadOnlyList<SubmitRequest> batch)
    {
        _kindOf = new int[batch.Count];
        for (var i = 0; i < batch.Count; i++)
            _kindOf[i] = Find(batch[i], i == 0 ? 0 : _kindOf[i - 1]);
    }

    public int Size => _kinds.Count * Values;

    public int Of(int position) => _kindOf[position];

    /// <summary>Writes their number and them.</summary>
    public int Write(RedisValue[] values, int at)
    {
        values[at++] = _kinds.Count;
        foreach (var kind in _kinds)
        {
            values[at++] = kind.Queue;
            values[at++] = kind.Name;
            values[at++] = kind.Version;
            values[at++] = kind.Priority == UsualPriority ? RedisValue.EmptyString : kind.Priority;
        }

        return at;
    }

    private int Find(SubmitRequest request, int guess)
    {
        if (_kinds.Count > 0 && IsSame(_kinds[guess], request))
            return guess;
        for (var kind = 0; kind < _kinds.Count; kind++)
        {
            if (IsSame(_kinds[kind], request))
                return kind;
        }

        _kinds.Add(request);
        return _kinds.Count - 1;
    }

    private static bool IsSame(SubmitRequest a, SubmitRequest b) =>
        a.Queue == b.Queue && a.Name == b.Name && a.Version == b.Version && a.Priority == b.Priority;
}
