using Jobbers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Benchmarks.Compiling;

/// <summary>What the generator adds to a cold build and to an edit, beside the bare pipeline, in turn in one run; medians.</summary>
internal static class GeneratorCost
{
    private const int Rounds = 15;
    private const int ColdRounds = 5;

    private static readonly (string What, string Path, string From, string To)[] Edits =
    [
        ("edit of a method in an unrelated file", "Other7.cs", "var total = 0.0;", "var total = {0}.0;"),
        ("edit inside a task's body", "Tasks7.cs", "var rows = 0;", "var rows = {0};"),
        ("edit of a task's signature", "Tasks7.cs", "Kind7 kind, TaskContext", "Kind7 kind, int extra{0}, TaskContext"),
        ("edit of a task's name", "Tasks7.cs", "import_70", "import_{0}_70"),
        ("edit of a payload record", "Tasks7.cs", "decimal? Price", "decimal? Price, int Extra{0}"),
        ("edit of a constant in an unrelated file", "Other7.cs", "Limit = 10", "Limit = 1{0}"),
    ];

    public static void Print(TextWriter output, CSharpCompilation program)
    {
        output.WriteLine("| generator | bare ms (CPU) | Jobbers ms (CPU) |");
        output.WriteLine("|---|---:|---:|");
        var cold = Enumerable.Range(0, ColdRounds).Select(_ => (Bare: Cold(new BareGenerator(), program), Own: Cold(new TaskGenerator(), program))).ToList();
        output.WriteLine($"| cold, first in the process | {cold[0].Bare} | {cold[0].Own} |");
        output.WriteLine($"| cold | {Cost.Median(cold.Skip(1).Select(c => c.Bare))} | {Cost.Median(cold.Skip(1).Select(c => c.Own))} |");
        foreach (var (what, path, from, to) in Edits)
        {
            var bare = new Session(new BareGenerator(), program);
            var own = new Session(new TaskGenerator(), program);
            var times = new List<(Cost Bare, Cost Own)>();
            for (var round = 1; round <= Rounds; round++)
            {
                // Each pipeline gets a compilation of its own: what one has bound must not be there for the other.
                var text = to.Replace("{0}", $"{round}", StringComparison.Ordinal);
                times.Add((bare.Run(TaskProgram.Edit(program, path, from, text)), own.Run(TaskProgram.Edit(program, path, from, text))));
            }

            output.WriteLine($"| {what} | {Cost.Median(times.Skip(3).Select(t => t.Bare))} | {Cost.Median(times.Skip(3).Select(t => t.Own))} |");
        }
    }

    private static Cost Cold(IIncrementalGenerator generator, CSharpCompilation program) => new Session(generator, Fresh(program)).FirstRun;

    /// <summary>New trees: neither the compiler nor the generator has seen them.</summary>
    private static CSharpCompilation Fresh(CSharpCompilation program) => program.RemoveAllSyntaxTrees().AddSyntaxTrees(
        program.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), TaskProgram.Parsing, tree.FilePath)));

    private sealed class Session
    {
        private GeneratorDriver _driver;

        public Session(IIncrementalGenerator generator, CSharpCompilation program)
        {
            _driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: TaskProgram.Parsing);
            FirstRun = Run(program);
        }

        public Cost FirstRun { get; }

        public Cost Run(CSharpCompilation program)
        {
            var meter = CostMeter.Start();
            _driver = _driver.RunGenerators(program);
            var cost = meter.Stop();
            var result = _driver.GetRunResult().Results.Single();
            if (result.Exception is { } failure)
                throw failure;
            return cost;
        }
    }
}
