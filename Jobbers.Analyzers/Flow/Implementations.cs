using Microsoft.CodeAnalysis;

namespace Jobbers.Analyzers.Flow;

/// <summary>
/// Finds what stands behind an interface. With one implementation in the program it is what the container will hand out; with several,
/// nobody knows from here.
/// </summary>
internal sealed class Implementations(Compilation compilation)
{
    private readonly Lazy<IReadOnlyList<INamedTypeSymbol>> _types = new(() => [.. TypesOf(compilation.Assembly.GlobalNamespace)]);

    public IMethodSymbol? Only(IMethodSymbol called)
    {
        var declared = called.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(declared.ContainingAssembly, compilation.Assembly))
            return null;
        IMethodSymbol? only = null;
        foreach (var type in _types.Value)
        {
            if (Implementing(type, declared) is not { } found)
                continue;
            if (only is not null)
                return null;
            only = found;
        }

        return only;
    }

    private static IMethodSymbol? Implementing(INamedTypeSymbol type, IMethodSymbol declared)
    {
        if (declared.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, declared.ContainingType))
                && !declared.ContainingType.IsGenericType
                ? type.FindImplementationForInterfaceMember(declared) as IMethodSymbol
                : null;
        }

        return type.GetMembers(declared.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OverriddenMethod?.OriginalDefinition, declared));
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } type)
                yield return type;
            foreach (var inner in TypesOf(member))
                yield return inner;
        }
    }
}
