namespace Jobbers.Submission;

/// <summary>How long to wait between tries: 0.1 s doubling to 2 s, with jitter, and never less than the manager asked for.</summary>
internal sealed class RetryPause
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private TimeSpan _next = First;

    /// <param name="asked">The answer's Retry-After.</param>
    /// <param name="random">0 to 1.</param>
    public TimeSpan Next(TimeSpan? asked, double random)
    {
        var pause = _next * (0.5 + random);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        // Many clients were told the same second: they come back spread over the pause that follows it.
        return asked is { } time && time >= TimeSpan.Zero ? time + (pause / 2) : pause;
    }
}
