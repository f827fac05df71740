using System.Collections.Immutable;

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
                start.RegisterSemanticModelAction(CheckFile);
        });
    }

    private protected abstract void Check(TaskBody task);

    /// <summary>
    /// By file, because the compiler makes the operations of every method there is for an action on operation blocks, and asks about every
    /// declaration there is for one on syntax nodes.
    /// </summary>
    private void CheckFile(SemanticModelAnalysisContext context)
    {
        foreach (var declaration in TreeFacts.Of(context.SemanticModel.SyntaxTree).Methods)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (context.FilterSpan is { } asked && !asked.IntersectsWith(declaration.FullSpan))
                continue;
            if (TaskBody.Of(context, declaration, _rule) is { } task)
                Check(task);
        }
    }
}
