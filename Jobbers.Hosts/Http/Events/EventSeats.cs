using Jobbers.Hosts.Http.Problems;

namespace Jobbers.Hosts.Http.Events;

/// <summary>How many may listen at once: each holds a connection and up to <see cref="EventListener.Capacity"/> batches.</summary>
internal sealed class EventSeats
{
    public const int Most = 200;

    private int _taken;

    /// <summary>Takes one; given back by its disposal.</summary>
    /// <exception cref="ApiProblemException">None is free.</exception>
    public IDisposable Take()
    {
        if (Interlocked.Increment(ref _taken) <= Most)
            return new Seat(this);
        Interlocked.Decrement(ref _taken);
        throw new ApiProblemException(503, "Too many listeners", $"{Most} streams are open on this manager. Close one, or poll GET /tasks.") { RetryAfter = TimeSpan.FromSeconds(10) };
    }

    private sealed class Seat(EventSeats seats) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref seats._taken);
    }
}
