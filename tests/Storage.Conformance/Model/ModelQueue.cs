using Jobbers.Routing;

namespace Storage.Conformance.Model;

/// <summary>A queue and the starts its rate window may hold.</summary>
internal sealed class ModelQueue(string name)
{
    private readonly List<RateStart> starts = [];

    public QueueConfig Config { get; private set; } = new() { Name = name };

    public void Configure(QueueConfig config)
    {
        // A start recorded under a shorter window, or under none, may have been trimmed: whether it counts now is left open.
        if (Config.Rate is null || config.Rate is null || config.Rate.Window > Config.Rate.Window)
            starts.ForEach(start => start.IsSure = false);
        Config = config;
    }

    public void Started(int now) => starts.Add(new RateStart(now) { IsSure = Config.Rate is not null });

    /// <summary>How many may start now under the rate: at least, at most.</summary>
    public Range RateRoom(int now)
    {
        if (Config.Rate is not { } rate)
            return new Range(int.MaxValue, int.MaxValue);
        var window = (int)rate.Window.TotalSeconds;
        var counted = starts.Where(start => start.At + window > now).ToList();
        return new Range(
            Math.Max(0, rate.Numerator - counted.Count), Math.Max(0, rate.Numerator - counted.Count(start => start.IsSure)));
    }

    /// <summary>Seconds until so many starts have left the window that one more is allowed.</summary>
    public int SecondsToRoom(int now)
    {
        var rate = Config.Rate!;
        var window = (int)rate.Window.TotalSeconds;
        var newestFirst = starts.Select(start => start.At).Where(at => at + window > now).OrderDescending();
        return newestFirst.ElementAt(rate.Numerator - 1) + window - now;
    }

    internal readonly record struct Range(int AtLeast, int AtMost);

    private sealed class RateStart(int at)
    {
        public int At { get; } = at;

        public bool IsSure { get; set; }
    }
}
