using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Tasks;

/// <summary>A task's method, its options and its body, as one rule is given them.</summary>
internal sealed class TaskBody(
    SemanticModelAnalysisContext context, DiagnosticDescriptor rule, IMethodSymbol method, TaskOptions options, IMethodBodyOperation whole, IBlockOperation body)
{
    public IMethodSymbol Method => method;

    public TaskOptions Options => options;

    /// <summary>The statements; an expression body is one return.</summary>
    public IBlockOperation Body => body;

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>What is known of the other methods of this compilation.</summary>
    public ProgramFlow Program { get; } = ProgramFlow.Of(context.SemanticModel.Compilation);

    public Location Place => method.Locations[0];

    /// <summary>The parameter that carries the attempt's token; null when the task has none.</summary>
    public IParameterSymbol? Token => method.Parameters.FirstOrDefault(p => p.Type.IsToken());

    public ControlFlowGraph Graph() => ControlFlowGraph.Create(whole, context.CancellationToken);

    /// <summary>What <c>.editorconfig</c> says for the file the task stands in; null when nothing.</summary>
    public string? Setting(string key) =>
        context.Options.AnalyzerConfigOptionsProvider.GetOptions(body.Syntax.SyntaxTree).TryGetValue(key, out var value) ? value : null;

    public void Report(Location place, params object[] words) => context.ReportDiagnostic(Diagnostic.Create(rule, place, words));

    public void Report(Location place, IReadOnlyDictionary<string, string?> properties, params object[] words) =>
        Report(place, [], properties, words);

    public void Report(Location place, IEnumerable<Location> others, IReadOnlyDictionary<string, string?> properties, params object[] words) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, place, others, ImmutableDictionary.CreateRange(properties), words));

    /// <summary>Null when the method is no task, or has no body here.</summary>
    public static TaskBody? Of(SemanticModelAnalysisContext context, MethodDeclarationSyntax declaration, DiagnosticDescriptor rule)
    {
        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } method
            || method.Attribute(KnownNames.RegisterTask) is not { } attribute
            || context.SemanticModel.GetOperation(declaration, context.CancellationToken) is not IMethodBodyOperation whole
            || (whole.BlockBody ?? whole.ExpressionBody) is not { } body)
        {
            return null;
        }

        return new TaskBody(context, rule, method, new TaskOptions(attribute, context.CancellationToken), whole, body);
    }
}
