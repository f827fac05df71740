using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Generators.Reading;

/// <summary>What only a property's source can tell. A property of a compiled assembly tells less, and is then required: it fails closed.</summary>
internal static class PropertyFacts
{
    public static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(m => m is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    public static bool HasInitializer(IPropertySymbol property, CancellationToken cancellationToken)
    {
        var declarations = property.PartialImplementationPart is { } other
            ? property.DeclaringSyntaxReferences.Concat(other.DeclaringSyntaxReferences)
            : property.DeclaringSyntaxReferences;
        return declarations.Any(d => d.GetSyntax(cancellationToken) is PropertyDeclarationSyntax { Initializer: not null });
    }
}
