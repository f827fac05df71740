using Jobbers.Storage;

namespace Jobbers.Execution;

/// <summary>Every attempt whose outcome the store has not answered yet: what the heartbeat loop renews and cancels reach.</summary>
internal sealed class AttemptRegistry
{
    private const int MostInText = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<Ulid, Attempt> _attempts = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _attempts.Count;
        }
    }

    /// <summary>Adds an attempt.</summary>
    /// <returns>An earlier one of the same task that it replaces: this process lost that claim while it was away, and has it anew.</returns>
    public Attempt? Add(Attempt attempt)
    {
        lock (_gate)
        {
            _attempts.Remove(attempt.Id, out var lost);
            _attempts.Add(attempt.Id, attempt);
            return lost;
        }
    }

    /// <summary>Removes this attempt, not a later one of the same task.</summary>
    public void Remove(ClaimKey claim)
    {
        lock (_gate)
        {
            if (_attempts.TryGetValue(claim.Id, out var attempt) && attempt.FencingToken == claim.Token)
                _attempts.Remove(claim.Id);
        }
    }

    public Attempt? Find(Ulid id)
    {
        lock (_gate)
            return _attempts.GetValueOrDefault(id);
    }

    public Attempt? Find(ClaimKey claim) => Find(claim.Id) is { } attempt && attempt.FencingToken == claim.Token ? attempt : null;

    /// <summary>Copies all attempts into <paramref name="target"/>.</summary>
    public void CopyTo(List<Attempt> target)
    {
        target.Clear();
        lock (_gate)
            target.AddRange(_attempts.Values);
    }

    /// <summary>The ids of its tasks, for a line of the log: of many the first.</summary>
    public string ToText()
    {
        lock (_gate)
            return string.Join(", ", _attempts.Keys.Take(MostInText)) + (_attempts.Count > MostInText ? ", …" : "");
    }

    public bool HasUnsettledSuspect()
    {
        lock (_gate)
        {
            foreach (var attempt in _attempts.Values)
            {
                if (attempt.IsSuspect)
                    return true;
            }
        }

        return false;
    }
}
