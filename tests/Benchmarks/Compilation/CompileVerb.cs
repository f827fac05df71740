namespace Benchmarks.Compiling;

/// <summary>What generator and analyzers cost, as a verb of the program.</summary>
internal static class CompileVerb
{
    private const string Small = "--small";

    public const string Usage = """
        compile [generator|analyzers] [--small]
            1,000 tasks in 100,000 lines: a cold build and edits with the generator beside a bare one; builds with and without the analyzers.
            --small: 200 tasks in 20,000 lines, for a first look.
        """;

    public static async Task<int> RunAsync(string[] options)
    {
        await CompilationBenchmark.RunAsync(Console.Out, options.FirstOrDefault(o => o != Small), options.Contains(Small));
        return 0;
    }
}
