using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads a user's record, class or struct: constructor parameters and settable properties, down to the last member.</summary>
internal sealed class ObjectReader(PayloadTypeReader types, RuleReader rules, PropertyFacts facts, ReadingProblems problems)
{
    /// <summary>The depth of a document that is read at run time.</summary>
    private const int MostLevels = 64;

    /// <summary>A schema and a contract state each member along each way to it, and types that hold one another twice double these with every level.</summary>
    private const int MostValues = 10_000;

    private readonly HashSet<ITypeSymbol> _open = new(SymbolEqualityComparer.Default);

    /// <summary>What was read already: a type is read once, however many members are of it.</summary>
    private readonly Dictionary<ITypeSymbol, PayloadType> _known = new(SymbolEqualityComparer.IncludeNullability);

    public PayloadType? Read(INamedTypeSymbol type, string path, ISymbol place)
    {
        var bare = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (!_known.TryGetValue(bare, out var known))
        {
            if (ReasonAgainst(type, path) is { } reason)
                return types.Refuse(reason);
            if (_open.Contains(type))
                return types.Refuse($"{path} leads back to {type.ShortName()}: a payload cannot hold a cycle; carry an id instead");
            // A generic type may hold itself with ever longer arguments, and never lead back.
            if (_open.Count == MostLevels)
                return TooDeep(path);
            known = ReadNew(type, path, place);
            if (known is null)
                return null;
            _known.Add(bare, known);
        }

        return _open.Count + known.Levels > MostLevels ? TooDeep(path) : known;
    }

    private PayloadType? ReadNew(INamedTypeSymbol type, string path, ISymbol place)
    {
        _open.Add(type);
        rules.ReadWhole(type, path, place);
        var members = Members(type, path, place);
        _open.Remove(type);
        if (members is null)
            return null;
        var shape = new ObjectShape(members.ToEquatableArray(), UsesConstructor: true);
        if (shape.Values > MostValues)
            return types.Refuse($"{path} holds more than {MostValues} values, counted along every way to them, as its schema states them: hold fewer types within one another, or carry an id instead");
        return new PayloadType(PayloadKind.Object, type.GlobalName(), types.KeyOf(type), type.IsValueType, IsNullable: false) { Shape = shape };
    }

    private PayloadType? TooDeep(string path) =>
        types.Refuse($"{path} lies more than {MostLevels} types deep, which JSON does not carry; hold fewer within one another, or carry an id instead");

    private static string? ReasonAgainst(INamedTypeSymbol type, string path)
    {
        var name = type.ShortName();
        if (UnstoredTypes.WayOut(type) is { } wayOut)
            return $"{path} is of type {name}, which is not on the payload list: {wayOut}";
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

        if (type.GetMembers().FirstOrDefault(m => m.Has("System.Text.Json.Serialization.JsonIncludeAttribute") && m is not IPropertySymbol { DeclaredAccessibility: Accessibility.Public }) is { } included)
            return $"{path}: {name}.{included.Name} carries [JsonInclude], which generated code does not follow: make it a public property";
        if (type.IsForbidden())
            return $"{path} is of type {name}, which is obsolete as an error: generated code cannot use it";
        return type.IsReachable() ? null : $"{path} is of type {name}, which generated code cannot reach: make it internal or public";
    }

    private List<MemberModel>? Members(INamedTypeSymbol type, string path, ISymbol place)
    {
        if (ConstructorChoice.Of(type) is not { } constructor)
        {
            types.Refuse($"{path} is of type {type.ShortName()}, which has no public constructor or several: leave one, or mark one [JsonConstructor]");
            return null;
        }

        types.Experiments.Note(constructor);
        var properties = PayloadProperties.Of(type);
        if (OfConstructor(constructor, properties, path, place) is not { } members || !AddProperties(members, type, properties, path, place))
            return null;
        if (PayloadProperties.RequiredOf(type).FirstOrDefault(name => members.All(m => m.Property != name)) is { } unset && !PayloadProperties.SetsRequired(constructor))
        {
            types.Refuse($"{path}: {type.ShortName()}.{unset} is required, and nothing in JSON can set it: make it a property with a public get and init");
            return null;
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

    private List<MemberModel>? OfConstructor(IMethodSymbol constructor, List<IPropertySymbol> properties, string path, ISymbol place)
    {
        var type = constructor.ContainingType;
        var members = new List<MemberModel>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(p.Type, parameter.Type) && !PayloadProperties.IsIgnored(p));
            if (property is null || parameter.RefKind != RefKind.None)
            {
                types.Refuse($"{path}: the constructor parameter {type.ShortName()}.{parameter.Name} has no readable public property of its name and type: add one");
                return null;
            }

            if (Member(type, property, parameter, path, place) is not { } member)
                return null;
            members.Add(member with { IsInitializedToo = property.IsRequired && !PayloadProperties.SetsRequired(constructor) });
            properties.Remove(property);
        }

        return members;
    }

    private bool AddProperties(List<MemberModel> members, INamedTypeSymbol type, List<IPropertySymbol> properties, string path, ISymbol place)
    {
        foreach (var property in properties.Where(p => !PayloadProperties.IsIgnored(p)))
        {
            if (property.SetMethod?.IsUsable() == true)
            {
                if (Member(type, property, parameter: null, path, place) is not { } member)
                    return false;
                members.Add(member);
            }
            else if (facts.HoldsValue(property))
            {
                types.Refuse($"{path}: {type.ShortName()}.{property.Name} cannot be set: give it a public init, or mark it [JsonIgnore]");
                return false;
            }
        }

        return true;
    }

    private MemberModel? Member(INamedTypeSymbol owner, IPropertySymbol property, IParameterSymbol? parameter, string path, ISymbol place)
    {
        var memberPath = $"{owner.Name}.{property.Name}";
        if (property.Has("System.Text.Json.Serialization.JsonConverterAttribute") || property.Has("System.Text.Json.Serialization.JsonExtensionDataAttribute"))
        {
            types.Refuse($"{path}: {memberPath} carries a JSON attribute that generated code does not follow: remove it");
            return null;
        }

        var wireName = PayloadProperties.WireNameOf(property);
        if (LiteralReader.HasHalfLetter(wireName))
        {
            types.Refuse($"{path}: the [JsonPropertyName] of {memberPath} holds half of a letter, which JSON cannot: use whole letters");
            return null;
        }

        // A constructor that takes no null must be given none, whatever its property may hold otherwise.
        var differs = parameter is not null && !SymbolEqualityComparer.IncludeNullability.Equals(property.Type, parameter.Type);
        var declared = differs && parameter!.NullableAnnotation == NullableAnnotation.NotAnnotated ? parameter.Type : property.Type;
        if (types.Read(declared, memberPath, place) is not { } type)
            return null;
        if (parameter is not null)
            type = LiteralReader.WithNullOf(parameter, type);
        if (parameter?.Has(KnownNames.Occurrence) == true)
            problems.Add(RuleIds.RecurringParameters, $"{path}: {memberPath} is marked [Occurrence], and only a parameter of the task's method is given the time: remove the mark", place);
        types.Experiments.Note(property);
        ISymbol[] sources = parameter is null ? [property] : [property, parameter];
        var read = rules.Read(sources, type, memberPath, place);
        var (isRequired, value) = facts.Absence(property, parameter, type);
        return new MemberModel(property.Name, wireName, type)
        {
            Parameter = parameter?.Name,
            IsRequired = isRequired || read.Any(r => r.Kind == RuleKind.Present),
            Default = value,
            DiffersInNull = differs,
            Rules = read.ToEquatableArray(),
            IsSensitive = sources.Any(s => s.Has(KnownNames.Sensitive)),
            Description = facts.DocumentationOf(property).Summary ?? (parameter is null ? null : facts.DocumentationOf(owner).Parameter(parameter.Name)),
        };
    }
}
