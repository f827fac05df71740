namespace Jobbers.Redis;

/// <summary>Where the store is, and how long calls may take.</summary>
internal sealed record RedisStoreOptions
{
    /// <summary>As <c>REDIS_URL</c> is written: see <see cref="RedisUrl"/>.</summary>
    public required string Url { get; init; }

    /// <summary>What the user wrote that in: errors say what to correct.</summary>
    public string Setting { get; init; } = "REDIS_URL";

    /// <summary>How the connections are called in <c>CLIENT LIST</c>.</summary>
    public string ClientName { get; init; } = "jobbers";

    /// <summary>How long one attempt to connect may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call may take. After that it may or may not have been applied.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What scripts take for the clock instead of <c>include/now.lua</c>; tests put an offset on the server's.</summary>
    public string? ClockInclude { get; init; }
}
