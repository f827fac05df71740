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
        var compiles = new List<Cost>();
        var analyses = new List<(Cost Cost, double InRules)>();
        IReadOnlyList<(string Name, double Time)> rules = [];
        for (var round = 0; round < Rounds; round++)
        {
            var plain = Generated(program);
            var meter = CostMeter.Start();
            Emit(plain);
            compiles.Add(meter.Stop());
            var analysis = Generated(program).WithAnalyzers([.. Analyzers()], Options);
            meter = CostMeter.Start();
            await analysis.GetAnalyzerDiagnosticsAsync();
            var cost = meter.Stop();
            rules = await TelemetryAsync(analysis);
            analyses.Add((cost, rules.Sum(r => r.Time)));
        }

        var compile = Cost.Median(compiles.Skip(1));
        var alone = Cost.Median(analyses.Skip(1).Select(a => a.Cost));
        var inRules = Middle.Of(analyses.Skip(1).Select(a => a.InRules));
        output.WriteLine("| analyzers | ms (CPU) | share of the compilation |");
        output.WriteLine("|---|---:|---:|");
        output.WriteLine($"| compilation without | {compile} | |");
        output.WriteLine($"| analysis by itself, the compiler's operation trees included | {alone} | {alone.Wall / compile.Wall:P0} ({alone.Cpu / compile.Cpu:P0}) |");
        output.WriteLine($"| in the rules (as /reportanalyzer counts) | {inRules:0.0} | {inRules / compile.Cpu:P1} of CPU |");
        foreach (var (name, time) in rules.OrderByDescending(r => r.Time))
            output.WriteLine($"| – {name} | {time:0.0} | |");
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

    private static void Emit(Compilation program)
    {
        using var image = new MemoryStream();
        var emitted = program.Emit(image);
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    private static async Task<List<(string Name, double Time)>> TelemetryAsync(CompilationWithAnalyzers analysis)
    {
        var times = new List<(string, double)>();
        foreach (var analyzer in analysis.Analyzers)
        {
            var info = await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None);
            times.Add((analyzer.GetType().Name, info.ExecutionTime.TotalMilliseconds));
        }

        return times;
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
