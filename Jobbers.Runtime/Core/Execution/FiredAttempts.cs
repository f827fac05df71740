using System.Collections.Concurrent;

namespace Jobbers.Execution;

/// <summary>Attempts that were told to stop and whose code has not ended: few, and the only ones whose span may have to end before their code.</summary>
internal sealed class FiredAttempts
{
    private readonly ConcurrentDictionary<Attempt, bool> _attempts = new();

    public void Add(Attempt attempt)
    {
        _attempts.TryAdd(attempt, true);
        // Its code may have ended meanwhile, and then nobody would take it out again.
        if (!attempt.CodeRuns)
            Remove(attempt);
    }

    public void Remove(Attempt attempt) => _attempts.TryRemove(attempt, out _);

    public void EndSpans()
    {
        foreach (var (attempt, _) in _attempts)
            EndSpan(attempt);
    }

    /// <summary>Ends a span before its code has ended.</summary>
    public static void EndSpan(Attempt attempt)
    {
        try
        {
            AttemptSpan.End(attempt, null);
        }
        catch (Exception)
        {
            // A listener is the program's code too: here its fault would end the process, or keep the worker from ending in order.
        }
    }
}
