using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Benchmarks.Compiling;

/// <summary>The floor of the usual way: finds the tasks by their attribute and does nothing with them.</summary>
internal sealed class BareGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var names = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Jobbers.Declaration.RegisterTaskAttribute",
            static (node, _) => node is MethodDeclarationSyntax,
            static (found, _) => found.TargetSymbol.Name);
        context.RegisterSourceOutput(names.Collect(), static (_, _) => { });
    }
}
