using System.Collections.Immutable;
using Jobbers.Analyzers.Flow;
using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Tasks;

/// <summary>A task's method, its options and its body, as one rule is given them.</summary>
internal sealed class TaskBody(
    OperationBlockAnalysisContext context, DiagnosticDescriptor rule, IMethodSymbol method, TaskOptions options, IBlockOperation body)
{
    public IMethodSymbol Method => method;

    public TaskOptions Options => options;

    /// <summary>The statements; an expression body is one return.</summary>
    public IBlockOperation Body => body;

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>What is known of the other methods of this compilation.</summary>
    public ProgramFlow Program { get; } = ProgramFlow.Of(context.Compilation);

    public Location Place => method.Locations[0];

    /// <summary>The parameter that carries the attempt's token; null when the task has none.</summary>
    public IParameterSymbol? Token => method.Parameters.FirstOrDefault(p => p.Type.IsToken());

    public ControlFlowGraph Graph() => context.GetControlFlowGraph(body);

    /// <summary>What <c>.editorconfig</c> says for the file the task stands in; null when nothing.</summary>
    public string? Setting(string key) =>
        context.Options.AnalyzerConfigOptionsProvider.GetOptions(body.Syntax.SyntaxTree).TryGetValue(key, out var value) ? value : null;

    public void Report(Location place, params object[] words) => context.ReportDiagnostic(Diagnostic.Create(rule, place, words));

    public void Report(Location place, IReadOnlyDictionary<string, string?> properties, params object[] words) =>
        Report(place, [], properties, words);

    public void Report(Location place, IEnumerable<Location> others, IReadOnlyDictionary<string, string?> properties, params object[] words) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, place, others, ImmutableDictionary.CreateRange(properties), words));

    /// <summary>Null when the block does not belong to a task.</summary>
    public static TaskBody? Of(OperationBlockAnalysisContext context, DiagnosticDescriptor rule)
    {
        if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            || method.Attribute(KnownNames.RegisterTask) is not { } attribute)
        {
            return null;
        }

        // The attribute's arguments and the parameters' defaults are operation blocks too.
        var body = context.OperationBlocks.OfType<IBlockOperation>().FirstOrDefault();
        return body is null ? null : new TaskBody(context, rule, method, new TaskOptions(attribute, context.CancellationToken), body);
    }
}
