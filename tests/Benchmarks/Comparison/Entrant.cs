namespace Benchmarks.Comparison;

/// <summary>A contestant: how its processes are started, and how much of a workload it is given.</summary>
/// <param name="Key">As <c>--only</c> names it.</param>
/// <param name="Title">Head of its column.</param>
/// <param name="Program">The file that is run.</param>
/// <param name="Player">Arguments of the process that is told its steps, from where Redis or the file is.</param>
internal sealed record Entrant(string Key, string Title, string Program, Func<string, string[]> Player)
{
    /// <summary>Arguments of a plain worker process, from where Redis is; null for one that lives in its program.</summary>
    public Func<string, string[]>? Worker { get; init; }

    /// <summary>A slow one gets a part of the jobs, so that a run ends: one in so many. Rates are per job and do not change by it.</summary>
    public int Part { get; init; } = 1;

    public bool OnRedis => Worker is not null;

    public bool IsJobbers => Key is "native" or "jit" or "sqlite";
}
