using Jobbers.Storage;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>Counts hints since it was made.</summary>
internal sealed class RingCounter
{
    private int _count;

    public RingCounter(ISignals signals) => signals.Listen(_ => Interlocked.Increment(ref _count));

    public int Count => Volatile.Read(ref _count);
}
