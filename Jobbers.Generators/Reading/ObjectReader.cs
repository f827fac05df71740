using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads a user's record, class or struct: constructor parameters and settable properties, down to the last member.</summary>
internal sealed class ObjectReader(PayloadTypeReader types, RuleReader rules, CancellationToken cancellationToken)
{
    private readonly HashSet<ITypeSymbol> _open = new(SymbolEqualityComparer.Default);

    public PayloadType? Read(INamedTypeSymbol type, string path, ISymbol place)
    {
        if (ReasonAgainst(type, path) is { } reason)
            return types.Refuse(reason);
        if (!_open.Add(type))
            return types.Refuse($"{path} leads back to {type.ShortName()}: a payload cannot hold a cycle; carry an id instead");
        var members = Members(type, path, place);
        _open.Remove(type);
        if (members is null)
            return null;
        return new PayloadType(PayloadKind.Object, type.GlobalName(), types.KeyOf(type), type.IsValueType, IsNullable: false)
        {
            Shape = new ObjectShape(members.ToEquatableArray(), UsesConstructor: true),
        };
    }

    private static string? ReasonAgainst(INamedTypeSymbol type, string path)
    {
        var name = type.ShortName();
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsRefLikeType || type.IsTupleType || type.IsAnonymousType
            || type.SpecialType != SpecialType.None || type.FullName().StartsWith("System.", StringComparison.Ordinal))
        {
            return $"{path} is of type {name}, which is not on the payload list: use a type of the list or a record of such types";
        }

        if (type.IsAbstract)
            return $"{path} is of the abstract type {name}: a payload has one shape, so use a sealed record";
        if (type.Implements("System.Collections.IEnumerable"))
            return $"{path} is of type {name}, a collection of its own: use List<T> or an array";
        if (type.IsGeneratedByJobbers())
            return $"{path} is of the generated type {name}: declare a record of your own";
        foreach (var attribute in new[] { "JsonConverterAttribute", "JsonPolymorphicAttribute", "JsonDerivedTypeAttribute" })
        {
            if (type.Has("System.Text.Json.Serialization." + attribute))
                return $"{path} is of type {name}, which carries [{attribute.Substring(0, attribute.Length - 9)}]: generated code reads only plain members";
        }

        return type.IsReachable() ? null : $"{path} is of type {name}, which generated code cannot reach: make it internal or public";
    }

    private List<MemberModel>? Members(INamedTypeSymbol type, string path, ISymbol place)
    {
        if (ConstructorChoice.Of(type) is not { } constructor)
        {
            types.Refuse($"{path} is of type {type.ShortName()}, which has no public constructor or several: leave one, or mark one [JsonConstructor]");
            return null;
        }

        var properties = PropertiesOf(type);
        var members = new List<MemberModel>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(p.Type, parameter.Type) && !IsIgnored(p));
            if (property is null || parameter.RefKind != RefKind.None)
            {
                types.Refuse($"{path}: the constructor parameter {type.ShortName()}.{parameter.Name} has no readable public property of its name and type: add one");
                return null;
            }

            if (Member(type, property, parameter, path, place) is not { } member)
                return null;
            members.Add(member);
            properties.Remove(property);
        }

        foreach (var property in properties.Where(p => !IsIgnored(p)))
        {
            if (property.SetMethod is { DeclaredAccessibility: Accessibility.Public })
            {
                if (Member(type, property, parameter: null, path, place) is not { } member)
                    return null;
                members.Add(member);
            }
            else if (property.SetMethod is not null || PropertyFacts.IsAuto(property))
            {
                types.Refuse($"{path}: {type.ShortName()}.{property.Name} cannot be set: give it a public init, or mark it [JsonIgnore]");
                return null;
            }
        }

        if (members.GroupBy(m => m.WireName, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twins)
        {
            types.Refuse($"{path}: two members of {type.ShortName()} are called {twins.Key} in JSON: give one of them a [JsonPropertyName]");
            return null;
        }

        if (members.Count > 0 || type.IsRecord)
            return members;
        types.Refuse($"{path} is of type {type.ShortName()}, which has no members that JSON could carry");
        return null;
    }

    private MemberModel? Member(INamedTypeSymbol owner, IPropertySymbol property, IParameterSymbol? parameter, string path, ISymbol place)
    {
        var memberPath = $"{owner.Name}.{property.Name}";
        if (property.Has("System.Text.Json.Serialization.JsonConverterAttribute") || property.Has("System.Text.Json.Serialization.JsonExtensionDataAttribute"))
        {
            types.Refuse($"{path}: {memberPath} carries a JSON attribute that generated code does not follow: remove it");
            return null;
        }

        if (types.Read(property.Type, memberPath, place) is not { } type)
            return null;
        ISymbol[] sources = parameter is null ? [property] : [property, parameter];
        var read = rules.Read(sources, type, memberPath, place);
        var (isRequired, value) = Absence(property, parameter, type);
        return new MemberModel(property.Name, WireNameOf(property), type)
        {
            Parameter = parameter?.Name,
            IsRequired = isRequired || read.Any(r => r.Kind == RuleKind.Present),
            Default = value,
            Rules = read.ToEquatableArray(),
            IsSensitive = sources.Any(s => s.Has(KnownNames.Sensitive)),
            Description = Documentation.Of(property, cancellationToken).Summary ?? (parameter is null ? null : DocumentationOf(owner).Parameter(parameter.Name)),
        };
    }

    /// <summary>What absence in JSON means: refused, a known value, or the type's own initializer (both null).</summary>
    private (bool IsRequired, LiteralModel? Default) Absence(IPropertySymbol property, IParameterSymbol? parameter, PayloadType type)
    {
        if (property.IsRequired || property.Has("System.Text.Json.Serialization.JsonRequiredAttribute"))
            return (true, null);
        if (parameter is { HasExplicitDefaultValue: true })
            return LiteralReader.Read(parameter.Type, parameter.ExplicitDefaultValue) is { } literal ? (false, literal) : (true, null);
        if (parameter is null && PropertyFacts.HasInitializer(property, cancellationToken))
            return (false, null);
        return type.IsNullable ? (false, LiteralReader.Default) : (true, null);
    }

    private Documentation DocumentationOf(INamedTypeSymbol type) => Documentation.Of(type, cancellationToken);

    private static string WireNameOf(IPropertySymbol property) =>
        property.Attribute("System.Text.Json.Serialization.JsonPropertyNameAttribute") is { ConstructorArguments: [{ Value: string name }] } ? name : WireName.From(property.Name);

    /// <summary>Ignored always; the conditions of [JsonIgnore] say when to leave out a value, and ours is canonical: every member is written.</summary>
    private static bool IsIgnored(IPropertySymbol property) =>
        property.Attribute("System.Text.Json.Serialization.JsonIgnoreAttribute") is { } ignore
        && ignore.NamedArguments.All(a => a.Key != "Condition" || a.Value.Value is 1);

    private static List<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var lineage = new List<INamedTypeSymbol>();
        for (var current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
            lineage.Insert(0, current);
        var found = new List<IPropertySymbol>();
        foreach (var member in lineage.SelectMany(t => t.GetMembers()))
        {
            if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property)
                continue;
            found.RemoveAll(p => p.Name == property.Name);
            found.Add(property);
        }

        return found;
    }
}
