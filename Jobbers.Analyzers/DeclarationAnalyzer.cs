using System.Collections.Concurrent;
using System.Collections.Immutable;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers;

/// <summary>JOB101–119: says why a method is no valid task. It asks the generator's own reader, so the two cannot disagree.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DeclarationRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(KnownNames.RegisterTask) is not { } attribute)
            return;
        var found = new ConcurrentBag<(TaskKey Key, Location Location)>();
        context.RegisterSymbolAction(symbol => CheckMethod(symbol, found), SymbolKind.Method);
        context.RegisterSemanticModelAction(file => CheckNested(file, attribute));
        context.RegisterCompilationEndAction(end => CheckTogether(end, found));
    }

    private static void CheckMethod(SymbolAnalysisContext context, ConcurrentBag<(TaskKey, Location)> found)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is not null || method.Attribute(KnownNames.RegisterTask) is not { } attribute)
            return;
        var reading = TaskReader.Read(method, attribute, context.CancellationToken);
        foreach (var problem in reading.Problems)
            context.ReportDiagnostic(Diagnostic.Create(DeclarationRules.Of(problem.RuleId), Place(problem, method, context.Compilation), problem.Message));
        if (reading.Task is { } task)
            found.Add((task.Key, method.Locations[0]));
    }

    /// <summary>A local function of a top-level program looks like a method, but the generator cannot reach it.</summary>
    private static void CheckNested(SemanticModelAnalysisContext context, INamedTypeSymbol attribute)
    {
        foreach (var function in TreeFacts.Of(context.SemanticModel.SyntaxTree).MarkedFunctions)
        {
            if (context.FilterSpan is not { } asked || asked.IntersectsWith(function.FullSpan))
                CheckNested(context, function, attribute);
        }
    }

    private static void CheckNested(SemanticModelAnalysisContext context, SyntaxNode function, INamedTypeSymbol attribute)
    {
        var (lists, place) = function switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, local.Identifier.GetLocation()),
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.AttributeLists, lambda.ArrowToken.GetLocation()),
            _ => (default, Location.None),
        };
        foreach (var written in lists.SelectMany(l => l.Attributes))
        {
            if (SymbolEqualityComparer.Default.Equals(context.SemanticModel.GetTypeInfo(written, context.CancellationToken).Type, attribute))
                context.ReportDiagnostic(Diagnostic.Create(DeclarationRules.Of(RuleIds.NotAccessible), place, "A local function or lambda cannot be a task: make it a method of a class"));
        }
    }

    private static void CheckTogether(CompilationAnalysisContext context, ConcurrentBag<(TaskKey Key, Location Location)> found)
    {
        var assembly = AssemblyReader.Read(context.Compilation, context.CancellationToken);
        foreach (var (task, ruleId, message) in TaskClashes.Find(found.Select(f => f.Key), assembly.ReferencedTasks))
        {
            foreach (var (_, location) in found.Where(f => f.Key == task))
                context.ReportDiagnostic(Diagnostic.Create(DeclarationRules.Of(ruleId), location, message));
        }

        if (!assembly.IsExecutable)
            return;
        foreach (var twins in assembly.ReferencedTasks.GroupBy(t => (t.Name, t.Version)).Where(g => g.Count() > 1))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationRules.Of(RuleIds.DuplicateTask),
                Location.None,
                $"Task '{twins.Key.Name}' version {twins.Key.Version} is declared by {string.Join(" and ", twins.Select(t => t.DeclaredBy))}: this program cannot refer to both"));
        }
    }

    private static Location Place(ProblemModel problem, IMethodSymbol method, Compilation compilation)
    {
        var tree = method.DeclaringSyntaxReferences.Select(r => r.SyntaxTree).FirstOrDefault(t => t.FilePath == problem.Location.Path)
            ?? compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == problem.Location.Path);
        return tree is null ? method.Locations[0] : Location.Create(tree, new TextSpan(problem.Location.Start, problem.Location.Length));
    }
}
