namespace Benchmarks.Player;

/// <summary>The payload of every job, the same for all contestants.</summary>
/// <param name="At">When it was enqueued, in ticks of the machine's monotonic clock; 0 when nobody asks, <see cref="JobBody.First"/> for a greeting.</param>
/// <param name="Milliseconds">How long the job takes; 0 for no work at all.</param>
/// <param name="Text">Fills the payload.</param>
internal readonly record struct Job(long At, int Milliseconds, string Text);
