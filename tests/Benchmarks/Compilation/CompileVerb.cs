namespace Benchmarks.Compiling;

/// <summary>What generator and analyzers cost, as a verb of the program.</summary>
internal static class CompileVerb
{
    public const string Usage = """
        compile [generator|analyzers]
            1,000 tasks in 100,000 lines: a cold build and edits with the generator beside a bare one; builds with and without the analyzers.
        """;

    public static async Task<int> RunAsync(string[] options)
    {
        await CompilationBenchmark.RunAsync(Console.Out, options.FirstOrDefault());
        return 0;
    }
}
