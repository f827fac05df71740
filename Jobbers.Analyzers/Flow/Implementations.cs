using System.Collections.Concurrent;

namespace Jobbers.Analyzers.Flow;

/// <summary>
/// Finds what stands behind an interface. With one implementation in the program it is what the container will hand out; with several,
/// nobody knows from here.
/// </summary>
internal sealed class Implementations(Compilation compilation)
{
    private readonly Lazy<Derivations> _derivations = new(() => new Derivations(compilation));
    private readonly ConcurrentDictionary<IMethodSymbol, IMethodSymbol?> _only = new(SymbolEqualityComparer.Default);

    public IMethodSymbol? Only(IMethodSymbol called) => _only.GetOrAdd(called.OriginalDefinition, Find);

    private IMethodSymbol? Find(IMethodSymbol declared)
    {
        if (declared.ContainingType is not { } container || !SymbolEqualityComparer.Default.Equals(declared.ContainingAssembly, compilation.Assembly))
            return null;
        IMethodSymbol? only = null;
        foreach (var type in _derivations.Value.Below(container.OriginalDefinition))
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
            return declared.ContainingType.IsGenericType ? null : type.FindImplementationForInterfaceMember(declared) as IMethodSymbol;
        }

        return type.GetMembers(declared.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OverriddenMethod?.OriginalDefinition, declared));
    }
}
