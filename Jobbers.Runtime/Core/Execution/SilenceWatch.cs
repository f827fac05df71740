using Jobbers.Lifecycle;

namespace Jobbers.Execution;

/// <summary>
/// Finds attempts that were silent for longer than their interval. When this watch itself was away for more than 2 s (a stopped or suspended
/// process), every deadline starts anew: nobody is blamed for a time in which nobody ran.
/// </summary>
internal sealed class SilenceWatch(TimeProvider time)
{
    private static readonly TimeSpan LongestOwnGap = TimeSpan.FromSeconds(2);

    private long _lastLook = time.GetTimestamp();

    public List<(Attempt Attempt, TimeSpan Interval)> Find(List<Attempt> running)
    {
        var now = time.GetTimestamp();
        var wasAway = time.GetElapsedTime(_lastLook, now) > LongestOwnGap;
        _lastLook = now;
        var silent = new List<(Attempt, TimeSpan)>();
        foreach (var attempt in running)
        {
            if (attempt.Interval is not { } interval || attempt.OutcomeDecided)
                continue;
            if (wasAway)
                attempt.RestartDeadline(now);
            else if (time.GetElapsedTime(attempt.LastBeat, now) > interval + LeaseTimes.BeatGrace)
                silent.Add((attempt, interval));
        }

        return silent;
    }
}
