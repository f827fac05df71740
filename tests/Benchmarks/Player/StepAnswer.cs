
namespace Benchmarks.Player;

/// <summary>What a step came to, as the process that ran it saw it.</summary>
internal sealed record StepAnswer
{
    public double Seconds { get; init; }

    /// <summary>Seconds of user and system time of the process.</summary>
    public double Cpu { get; init; }

    /// <summary>Bytes allocated; null where that cannot be asked.</summary>
    public long? Allocated { get; init; }

    /// <summary>Ticks of the monotonic clock.</summary>
    public long FirstStart { get; init; }

    public long LastEnd { get; init; }

    public int Ended { get; init; }

    /// <summary>Milliseconds.</summary>
    public double P50 { get; init; }

    public double P99 { get; init; }

    public long Completed { get; init; }

    /// <summary>Why the contestant does not take part in this step.</summary>
    public string? Unsupported { get; init; }
}
