using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Analyzers.Flow;

/// <summary>
/// Finds the types below another by the names that base lists use, and asks the compiler about those alone: to ask it about every type
/// there is would cost the members of all of them.
/// </summary>
internal sealed class Derivations
{
    private readonly Compilation _compilation;
    private readonly ILookup<string, BaseTypeDeclarationSyntax> _byBase;
    private readonly ILookup<string, string> _aliases;

    public Derivations(Compilation compilation)
    {
        _compilation = compilation;
        var facts = compilation.SyntaxTrees.Select(TreeFacts.Of).ToList();
        _byBase = facts.SelectMany(f => f.Derived).ToLookup(d => d.Base, d => d.Type);
        _aliases = facts.SelectMany(f => f.Aliases).ToLookup(a => a.Target, a => a.Alias);
    }

    /// <summary>The types that can be made and have <paramref name="above"/>, an original definition, among their bases and interfaces.</summary>
    public IEnumerable<INamedTypeSymbol> Below(INamedTypeSymbol above) => Candidates(above.Name)
        .Select(Symbol).OfType<INamedTypeSymbol>()
        .Where(type => type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } && IsBelow(type, above))
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private static bool IsBelow(INamedTypeSymbol type, INamedTypeSymbol above)
    {
        if (above.TypeKind == TypeKind.Interface)
            return type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, above));
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, above))
                return true;
        }

        return false;
    }

    /// <summary>Whatever names it, or names what names it, to any depth; too many rather than too few.</summary>
    private HashSet<BaseTypeDeclarationSyntax> Candidates(string name)
    {
        var found = new HashSet<BaseTypeDeclarationSyntax>();
        var seen = new HashSet<string>();
        var waiting = new Stack<string>();
        waiting.Push(name);
        while (waiting.Count > 0)
        {
            var current = waiting.Pop();
            if (!seen.Add(current))
                continue;
            foreach (var alias in _aliases[current])
                waiting.Push(alias);
            foreach (var type in _byBase[current])
            {
                found.Add(type);
                waiting.Push(type.Identifier.ValueText);
            }
        }

        return found;
    }

    private INamedTypeSymbol? Symbol(BaseTypeDeclarationSyntax declaration)
    {
        // The bases stand in other files than the call; the compiler keeps the models.
#pragma warning disable RS1030
        return _compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration) as INamedTypeSymbol;
#pragma warning restore RS1030
    }
}
