using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>
/// Gathers the ids of <c>[Experimental]</c> on what generated code uses. The user agreed to them by using it in the task's declaration, and
/// has no way to say so in a generated file.
/// </summary>
internal sealed class Experiments
{
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    public EquatableArray<string> Ids => _ids.ToEquatableArray();

    /// <summary>What the invoker names: the method, its class and constructor, and the types of both.</summary>
    public void NoteTask(IMethodSymbol method, AttributeData attribute)
    {
        Note(method);
        foreach (var called in method.ContainingType.InstanceConstructors.Add(method))
        {
            Note(called);
            foreach (var parameter in called.Parameters)
                Note(parameter.Type);
        }

        foreach (var option in attribute.NamedArguments.Where(a => a.Value.Kind == TypedConstantKind.Array && !a.Value.IsNull))
        {
            foreach (var exception in option.Value.Values.Select(v => v.Kind == TypedConstantKind.Type ? v.Value : null).OfType<ITypeSymbol>())
                Note(exception);
        }
    }

    /// <summary>A symbol, all that it stands in, and the type arguments of a type.</summary>
    public void Note(ISymbol? symbol)
    {
        if (symbol is null or INamespaceSymbol or ITypeSymbol { SpecialType: not SpecialType.None } || !_seen.Add(symbol))
            return;
        if (symbol.Attribute("System.Diagnostics.CodeAnalysis.ExperimentalAttribute") is { ConstructorArguments: [{ Value: string id }] })
            _ids.Add(id);
        if (symbol is INamedTypeSymbol { IsGenericType: true } generic)
        {
            foreach (var argument in generic.TypeArguments)
                Note(argument);
        }

        if (symbol is IArrayTypeSymbol array)
            Note(array.ElementType);
        Note(symbol.ContainingType);
        Note(symbol.ContainingModule);
        Note(symbol.ContainingAssembly);
    }
}
