using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Benchmarks.Compiling;

/// <summary>The floor of any analyzer: the compiler shows it every file, and it does nothing with them.</summary>
#pragma warning disable RS1036, RS2008, RS1001 // It ships nowhere.
internal sealed class BareAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("BARE", "Bare", "Bare", "Bare", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(static _ => { });
    }
}
