namespace Benchmarks.Compiling;

/// <summary>What Jobbers costs while a program is written and built.</summary>
internal static class CompilationBenchmark
{
    /// <param name="output">Where the tables go.</param>
    /// <param name="only"><c>generator</c>, <c>analyzers</c>, or null for both.</param>
    /// <param name="small">A fifth of the program.</param>
    public static async Task RunAsync(TextWriter output, string? only, bool small)
    {
        var program = TaskProgram.Compile(small);
        output.WriteLine($"{TaskProgram.Tasks(small):#,0} tasks in {program.SyntaxTrees.Length} files, {TaskProgram.Lines(program):#,0} lines");
        output.WriteLine();
        if (only is null or "generator")
            GeneratorCost.Print(output, program);
        output.WriteLine();
        if (only is null or "analyzers")
            await AnalysisCost.PrintAsync(output, small);
    }
}
