using System.Diagnostics;
using Jobbers.Analyzers;
using Jobbers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Benchmarks.Compiling;

/// <summary>What the analyzers cost in a build of the large program, and in the editor for one method.</summary>
internal static class AnalysisCost
{
    private const int Rounds = 3;
    private const int Methods = 200;

    private static readonly CompilationWithAnalyzersOptions Options = new(
        new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: true);

    public static async Task PrintAsync(TextWriter output, CSharpCompilation program)
    {
        using var compiler = new CompilerRun(program);
        var without = new List<Cost>();
        var with = new List<Cost>();
        IReadOnlyList<(string Name, double Seconds)> rules = [];
        for (var round = 0; round < Rounds; round++)
        {
            without.Add(compiler.Run(withAnalyzers: false).Cost);
            (var cost, rules) = compiler.Run(withAnalyzers: true);
            with.Add(cost);
        }

        Cost plain = Cost.Median(without), analyzed = Cost.Median(with);
        output.WriteLine("| csc, in turn | ms (CPU) | |");
        output.WriteLine("|---|---:|---:|");
        output.WriteLine($"| with the generator, without analyzers | {plain} | |");
        output.WriteLine($"| with both | {analyzed} | {analyzed.Wall / plain.Wall - 1:+0 %;-0 %} ({analyzed.Cpu / plain.Cpu - 1:+0 %;-0 %}) |");
        foreach (var (name, seconds) in rules.OrderByDescending(r => r.Seconds))
            output.WriteLine($"| – {name}, as /reportanalyzer counts | {seconds * 1000:0} | {seconds * 1000 / analyzed.Cpu:P1} |");
        var perMethod = await PerMethodAsync(program);
        output.WriteLine($"| one method in the editor, median of {perMethod.Count} (99th of 100) | {Middle.Of(perMethod):0.00} ({perMethod.Order().ElementAt(perMethod.Count * 99 / 100):0.0}) | |");
    }

    private static IEnumerable<DiagnosticAnalyzer> Analyzers() => typeof(DeclarationAnalyzer).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

    /// <summary>A compilation that nobody has bound yet.</summary>
    private static Compilation Generated(CSharpCompilation program)
    {
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: TaskProgram.Parsing)
            .RunGeneratorsAndUpdateCompilation(program, out var output, out _);
        return output;
    }

    /// <summary>As an editor asks: the rules for the span of one method, after the one before.</summary>
    private static async Task<List<double>> PerMethodAsync(CSharpCompilation program)
    {
        var compilation = Generated(program);
        var analysis = compilation.WithAnalyzers([.. Analyzers()], Options);
        var times = new List<double>();
        foreach (var tree in program.SyntaxTrees.Where(t => t.FilePath.StartsWith("Tasks", StringComparison.Ordinal)).Take(Methods / TaskProgram.TasksAFile))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.AttributeLists.Count > 0))
            {
                var clock = Stopwatch.StartNew();
                await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, method.Span, CancellationToken.None);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return times;
    }
}
