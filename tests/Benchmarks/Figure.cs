namespace Benchmarks;

/// <summary>One measured figure.</summary>
/// <param name="Engine">What was measured: <c>sqlite full</c>, <c>redis</c>, a probe.</param>
/// <param name="Workload">What it did.</param>
/// <param name="PerSecond">Jobs a second.</param>
/// <param name="ProcessCpu">µs of this process's CPU a job, everything included.</param>
/// <param name="ServerCpu">µs of the server's CPU a job; null without a server.</param>
/// <param name="Allocated">Bytes allocated a job.</param>
internal sealed record Figure(string Engine, string Workload, double PerSecond, double ProcessCpu, double? ServerCpu, double Allocated);
