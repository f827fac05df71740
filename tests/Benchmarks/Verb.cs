namespace Benchmarks;

/// <summary>One thing to measure.</summary>
/// <param name="Usage">Its name, what it does, its options; empty for one that nobody types.</param>
/// <param name="RunAsync">Takes the rest of the command line, answers the exit code.</param>
internal sealed record Verb(string Usage, Func<string[], Task<int>> RunAsync);
