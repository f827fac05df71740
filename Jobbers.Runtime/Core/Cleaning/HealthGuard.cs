using Jobbers.Lifecycle;

namespace Jobbers.Cleaning;

/// <summary>
/// Says whether this process is fit to judge others. A process rescues only when, for 15 s, no two of its successful calls to a store that takes
/// writes were more than 5 s apart and the store's clock never gained more than 2 s on its own: an outage or a suspended machine must not look like dead workers.
/// </summary>
internal sealed class HealthGuard(TimeProvider time)
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LargestGain = TimeSpan.FromSeconds(2);

    private long? _last;
    private long _healthySince;
    private DateTimeOffset _lastStoreTime;

    /// <summary>Whether the process has been healthy for long enough, as of the last call.</summary>
    public bool MayRescue => _last is { } last
        && time.GetElapsedTime(_healthySince, last) >= LeaseTimes.RescueHealth
        && time.GetElapsedTime(last) <= LongestGap;

    /// <summary>The store answered, and takes writes.</summary>
    /// <param name="storeTime">The store's clock, as it answered.</param>
    public void Succeeded(DateTimeOffset storeTime)
    {
        var now = time.GetTimestamp();
        if (_last is not { } last || IsGap(time.GetElapsedTime(last, now), storeTime - _lastStoreTime))
            _healthySince = now;
        _last = now;
        _lastStoreTime = storeTime;
    }

    private static bool IsGap(TimeSpan own, TimeSpan store) => own > LongestGap || store - own > LargestGain;
}
