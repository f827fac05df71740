namespace Jobbers.Hosts;

/// <summary>What a program of one's own says of the Jobbers within it; all else comes from its configuration, by the names of every Jobbers process.</summary>
public sealed class JobbersHostingOptions
{
    /// <summary>What runs in this program. Default: all of it.</summary>
    public JobbersParts Parts { get; set; } = JobbersParts.All;

    /// <summary>
    /// Where tasks live, <c>sqlite:PATH</c> or <c>redis://HOST:PORT</c>, before what the configuration says. Default null: JOBBERS_STORE, REDIS_URL or SQL_PATH
    /// decide, and without them it is <c>sqlite:jobbers.db</c>.
    /// </summary>
    public string? Store { get; set; }

    /// <summary>How long the cleaner keeps tasks that have ended; null: for ever. Default 7 days.</summary>
    public TimeSpan? EndedAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long the cleaner keeps dead letters; null: for ever. Default 30 days.</summary>
    public TimeSpan? DeadLetterAge { get; set; } = TimeSpan.FromDays(30);

    /// <exception cref="ArgumentException">A value is not allowed; the message says which, and what is.</exception>
    internal void ThrowIfBad()
    {
        if ((Parts & ~JobbersParts.All) != 0)
            throw new ArgumentException($"{nameof(Parts)} is {(int)Parts}: it must be made of Worker, Scheduler, Cleaner and Manager.");
        if (Store is not null && string.IsNullOrWhiteSpace(Store))
            throw new ArgumentException($"{nameof(Store)} is blank: it must be sqlite:PATH, redis://HOST:PORT or rediss://HOST:PORT, or null for what the configuration says.");
        ThrowIfNegative(nameof(EndedAge), EndedAge);
        ThrowIfNegative(nameof(DeadLetterAge), DeadLetterAge);
    }

    private static void ThrowIfNegative(string name, TimeSpan? age)
    {
        if (age < TimeSpan.Zero)
            throw new ArgumentException($"{name} is {age}: it must not be negative; null keeps for ever.");
    }
}
