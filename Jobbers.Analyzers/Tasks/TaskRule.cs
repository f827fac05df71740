using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace Jobbers.Analyzers.Tasks;

/// <summary>A rule that looks at one task at a time: its options and what its body does.</summary>
public abstract class TaskRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _rule;

    private protected TaskRule(DiagnosticDescriptor rule)
    {
        _rule = rule;
        SupportedDiagnostics = [rule];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.RegisterTask) is not null)
                start.RegisterSyntaxNodeAction(CheckMethod, SyntaxKind.MethodDeclaration);
        });
    }

    private protected abstract void Check(TaskBody task);

    /// <summary>By syntax, because an action on operation blocks would have the compiler make the operations of every method there is.</summary>
    private void CheckMethod(SyntaxNodeAnalysisContext context)
    {
        if (TaskBody.Of(context, _rule) is { } task)
            Check(task);
    }
}
