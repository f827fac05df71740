using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Which constructor generated code calls to make a user's payload type.</summary>
internal static class ConstructorChoice
{
    /// <summary>The one marked [JsonConstructor], the only public one, or the one without parameters; null when that leaves a choice.</summary>
    public static IMethodSymbol? Of(INamedTypeSymbol type)
    {
        var open = type.InstanceConstructors.Where(c => c.IsUsable() && !IsCopy(c)).ToList();
        if (open.FirstOrDefault(c => c.Has("System.Text.Json.Serialization.JsonConstructorAttribute")) is { } marked)
            return marked;
        var written = open.Where(c => !c.IsImplicitlyDeclared).ToList();
        return written.Count == 1 ? written[0] : open.FirstOrDefault(c => c.Parameters.IsEmpty);
    }

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord && constructor.Parameters is [{ } only] && SymbolEqualityComparer.Default.Equals(only.Type, constructor.ContainingType);
}
