using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>The properties of a user's type that generated code can read, and what their attributes say.</summary>
internal static class PayloadProperties
{
    public static List<IPropertySymbol> Of(INamedTypeSymbol type)
    {
        var found = new List<IPropertySymbol>();
        foreach (var member in Lineage(type).SelectMany(t => t.GetMembers()))
        {
            if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: { } getter } property)
                continue;
            found.RemoveAll(p => p.Name == property.Name);
            if (getter.IsUsable() && !property.IsForbidden())
                found.Add(property);
        }

        return found;
    }

    /// <summary>The properties and fields that C# wants set by whoever makes an instance.</summary>
    public static IEnumerable<string> RequiredOf(INamedTypeSymbol type) => Lineage(type).SelectMany(t => t.GetMembers())
        .Where(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }).Select(m => m.Name);

    /// <summary>Whether it sets them itself, so that no initializer has to.</summary>
    public static bool SetsRequired(IMethodSymbol constructor) => constructor.Has("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");

    public static string WireNameOf(IPropertySymbol property) =>
        property.Attribute("System.Text.Json.Serialization.JsonPropertyNameAttribute") is { ConstructorArguments: [{ Value: string name }] } ? name : WireName.From(property.Name);

    /// <summary>Ignored always; the conditions of [JsonIgnore] say when to leave out a value, and ours is canonical: every member is written.</summary>
    public static bool IsIgnored(IPropertySymbol property) =>
        property.Attribute("System.Text.Json.Serialization.JsonIgnoreAttribute") is { } ignore
        && ignore.NamedArguments.All(a => a.Key != "Condition" || a.Value.Value is 1);

    /// <summary>From the outermost base down, so that what a type hides or overrides comes last.</summary>
    private static List<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        var lineage = new List<INamedTypeSymbol>();
        for (var current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
            lineage.Insert(0, current);
        return lineage;
    }
}
