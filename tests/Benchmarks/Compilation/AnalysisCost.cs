using System.Collections.Immutable;
using System.Diagnostics;
using Jobbers.Analyzers;
using Jobbers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Benchmarks.Compiling;

/// <summary>
/// What the analyzers cost in a build of the large program, and in the editor for one method. In this process, each run on a compilation
/// that nobody has seen; a compiler that ran before is warm, as the build server is. The large program is run through once.
/// </summary>
internal static class AnalysisCost
{
    private const int WarmingRounds = 3;
    private const int Methods = 200;

    public static async Task PrintAsync(TextWriter output, bool small)
    {
        for (var round = 0; round < WarmingRounds; round++)
        {
            Compile(TaskProgram.Compile(small: true));
            await AnalyzeAsync(TaskProgram.Compile(small: true), Own());
        }

        List<Cost> compiled = [], checkedOnly = [], bare = [], analyzed = [];
        for (var round = 0; round < (small ? 3 : 1); round++)
        {
            compiled.Add(Compile(TaskProgram.Compile(small)));
            checkedOnly.Add(Check(TaskProgram.Compile(small)));
            bare.Add(await AnalyzeAsync(TaskProgram.Compile(small), [new BareAnalyzer()]));
            analyzed.Add(await AnalyzeAsync(TaskProgram.Compile(small), Own()));
        }

        Cost whole = Cost.Median(compiled), plain = Cost.Median(checkedOnly), floor = Cost.Median(bare), own = Cost.Median(analyzed);
        output.WriteLine("| analyzers | ms (CPU) | of a compile's CPU |");
        output.WriteLine("|---|---:|---:|");
        output.WriteLine($"| compile with the generator: to an assembly | {whole} | |");
        output.WriteLine($"| the same, errors and warnings only | {plain} | |");
        output.WriteLine($"| – and one analyzer that does nothing | {floor} | {(floor.Cpu - plain.Cpu) / whole.Cpu:+0.0 %;-0.0 %} |");
        output.WriteLine($"| – and all of Jobbers' | {own} | {(own.Cpu - plain.Cpu) / whole.Cpu:+0.0 %;-0.0 %} |");
        foreach (var (name, time) in await RulesAsync(TaskProgram.Compile(small: true)))
            output.WriteLine($"| – – {name}, as the compiler counts for 200 tasks | {time.TotalMilliseconds:0} | |");
        var bareMethods = await PerMethodAsync(TaskProgram.Compile(small), [new BareAnalyzer()]);
        var methods = await PerMethodAsync(TaskProgram.Compile(small), Own());
        output.WriteLine();
        output.WriteLine("| one method in the editor | median ms | 99th of 100 |");
        output.WriteLine("|---|---:|---:|");
        output.WriteLine($"| one analyzer that does nothing | {Middle.Of(bareMethods):0.00} | {Late(bareMethods):0.0} |");
        output.WriteLine($"| all of Jobbers' | {Middle.Of(methods):0.00} | {Late(methods):0.0} |");
    }

    private static ImmutableArray<DiagnosticAnalyzer> Own() =>
    [
        .. typeof(DeclarationAnalyzer).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static Compilation Generated(CSharpCompilation program)
    {
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: TaskProgram.Parsing)
            .RunGeneratorsAndUpdateCompilation(program, out var output, out _);
        return output;
    }

    private static Cost Compile(CSharpCompilation program)
    {
        var meter = CostMeter.Start();
        var result = Generated(program).Emit(Stream.Null);
        var cost = meter.Stop();
        return result.Success ? cost : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
    }

    private static Cost Check(CSharpCompilation program)
    {
        var meter = CostMeter.Start();
        Generated(program).GetDiagnostics();
        return meter.Stop();
    }

    /// <summary>With the diagnostics of the compiler.</summary>
    private static async Task<Cost> AnalyzeAsync(CSharpCompilation program, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var meter = CostMeter.Start();
        await Generated(program).WithAnalyzers(analyzers, Options()).GetAllDiagnosticsAsync(CancellationToken.None);
        return meter.Stop();
    }

    /// <summary>The time that the compiler counts for each rule, the longest first. What one rule finds out for all is counted for that one.</summary>
    private static async Task<IReadOnlyList<(string Name, TimeSpan Time)>> RulesAsync(CSharpCompilation program)
    {
        var result = await Generated(program).WithAnalyzers(Own(), Options()).GetAnalysisResultAsync(CancellationToken.None);
        return [.. result.AnalyzerTelemetryInfo.Select(r => (r.Key.GetType().Name, r.Value.ExecutionTime)).OrderByDescending(r => r.ExecutionTime)];
    }

    private static CompilationWithAnalyzersOptions Options() => new(
        new AnalyzerOptions([]),
        onAnalyzerException: (exception, analyzer, _) => throw new InvalidOperationException($"{analyzer.GetType().Name}: {exception}"),
        concurrentAnalysis: true,
        logAnalyzerExecutionTime: true);

    private static double Late(List<double> times) => times.Order().ElementAt(times.Count * 99 / 100);

    /// <summary>As an editor asks: the rules for the span of one method, after the one before.</summary>
    private static async Task<List<double>> PerMethodAsync(CSharpCompilation program, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var analysis = Generated(program).WithAnalyzers(analyzers, Options());
        var times = new List<double>();
        foreach (var tree in program.SyntaxTrees.Where(t => t.FilePath.StartsWith("Tasks", StringComparison.Ordinal)).Take(Methods / TaskProgram.TasksAFile))
        {
            var model = analysis.Compilation.GetSemanticModel(tree);
            foreach (var method in (await tree.GetRootAsync()).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.AttributeLists.Count > 0))
            {
                var clock = Stopwatch.StartNew();
                await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, method.Span, CancellationToken.None);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return times;
    }
}
