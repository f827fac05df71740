namespace Benchmarks.Comparison;

/// <summary>A server's counters at a moment, or the difference of two.</summary>
/// <param name="User">Seconds of CPU in user mode.</param>
/// <param name="System">Seconds of CPU in the kernel.</param>
/// <param name="Memory">Bytes in use.</param>
/// <param name="Calls">Commands called, those inside scripts too.</param>
/// <param name="Scripts">Scripts and functions called.</param>
/// <param name="Requests">Times a client's bytes were read: what was sent, several at once counted as one; not what scripts call.</param>
/// <param name="Network">Bytes in and out.</param>
internal readonly record struct RedisReading(double User, double System, double Memory, double Calls, double Scripts, double Requests, double Network)
{
    /// <summary>Seconds of CPU in all.</summary>
    public double Cpu => User + System;

    public static RedisReading operator -(RedisReading a, RedisReading b) =>
        new(
            a.User - b.User, a.System - b.System, a.Memory - b.Memory, a.Calls - b.Calls, a.Scripts - b.Scripts, a.Requests - b.Requests,
            a.Network - b.Network);
}
