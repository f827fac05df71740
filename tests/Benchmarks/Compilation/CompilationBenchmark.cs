namespace Benchmarks.Compiling;

/// <summary>What Jobbers costs while a program is written and built.</summary>
internal static class CompilationBenchmark
{
    public static async Task RunAsync(TextWriter output)
    {
        var program = TaskProgram.Compile();
        output.WriteLine($"{TaskProgram.TaskFiles * TaskProgram.TasksAFile:#,0} tasks in {program.SyntaxTrees.Length} files, {TaskProgram.Lines(program):#,0} lines");
        output.WriteLine();
        GeneratorCost.Print(output, program);
        output.WriteLine();
        if (Environment.GetEnvironmentVariable("X") is null) await AnalysisCost.PrintAsync(output, program);
    }
}
