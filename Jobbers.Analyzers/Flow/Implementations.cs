using System.Collections.Concurrent;

namespace Jobbers.Analyzers.Flow;

/// <summary>
/// Finds what stands behind an interface. With one implementation in the program it is what the container will hand out; with several,
/// nobody knows from here.
/// </summary>
internal sealed class Implementations(Compilation compilation)
{
    private readonly Lazy<ILookup<INamedTypeSymbol, INamedTypeSymbol>> _below = new(() => Below(compilation));
    private readonly ConcurrentDictionary<IMethodSymbol, IMethodSymbol?> _only = new(SymbolEqualityComparer.Default);

    public IMethodSymbol? Only(IMethodSymbol called) => _only.GetOrAdd(called.OriginalDefinition, Find);

    private IMethodSymbol? Find(IMethodSymbol declared)
    {
        if (declared.ContainingType is not { } container || !SymbolEqualityComparer.Default.Equals(declared.ContainingAssembly, compilation.Assembly))
            return null;
        IMethodSymbol? only = null;
        foreach (var type in _below.Value[container])
        {
            if (Implementing(type, declared) is not { } found)
                continue;
            if (only is not null)
                return null;
            only = found;
        }

        return only;
    }

    /// <summary>The types that can be made, by each interface and base class of this program above them.</summary>
    private static ILookup<INamedTypeSymbol, INamedTypeSymbol> Below(Compilation compilation) => TypesOf(compilation.Assembly.GlobalNamespace)
        .SelectMany(type => Above(type).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Where(above => SymbolEqualityComparer.Default.Equals(above.ContainingAssembly, compilation.Assembly))
            .Select(above => (Above: above, Type: type)))
        .ToLookup<(INamedTypeSymbol Above, INamedTypeSymbol Type), INamedTypeSymbol, INamedTypeSymbol>(
            pair => pair.Above, pair => pair.Type, SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
            yield return implemented.OriginalDefinition;
        for (var current = type; current is not null; current = current.BaseType)
            yield return current.OriginalDefinition;
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
