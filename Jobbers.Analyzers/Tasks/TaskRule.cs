using System.Collections.Immutable;
using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

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
                start.RegisterOperationBlockAction(CheckBlock);
        });
    }

    private protected abstract void Check(TaskBody task);

    private void CheckBlock(OperationBlockAnalysisContext context)
    {
        if (TaskBody.Of(context, _rule) is { } task)
            Check(task);
    }
}
