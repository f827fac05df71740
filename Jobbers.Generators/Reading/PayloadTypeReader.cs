using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Decides whether a type is on the closed payload list. One reader serves one task: it also hands out the keys of its helpers.</summary>
internal sealed class PayloadTypeReader
{
    private readonly ObjectReader _objects;
    private readonly Dictionary<string, string> _nameByKey = new(StringComparer.Ordinal);

    /// <param name="problems">Takes what is wrong with the attributes of members.</param>
    /// <param name="home">The assembly that is compiled.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public PayloadTypeReader(ReadingProblems problems, IAssemblySymbol home, CancellationToken cancellationToken) =>
        _objects = new ObjectReader(this, new RuleReader(problems), new PropertyFacts(home, cancellationToken), problems);

    /// <summary>What of that which was read is experimental.</summary>
    public Experiments Experiments { get; } = new();

    /// <summary>Why the last type was refused: names the member and the way out.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Keeps a key for a generated type.</summary>
    public string Reserve(string key, string globalName) => KeyFor(NotNullable(key), globalName);

    /// <summary>Reads a type; null when it is refused, with the reason in <see cref="Failure"/>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="path">Who has it, as in <c>Report.Sections</c>; for the reason.</param>
    /// <param name="place">Where problems of its members' attributes are reported.</param>
    public PayloadType? Read(ITypeSymbol type, string path, ISymbol place)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Read(nullable.TypeArguments[0], path, place)?.OrNull();
        var read = ReadNotNull(type, path, place);
        return read is not null && type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated ? read.OrNull() : read;
    }

    public PayloadType? Refuse(string reason)
    {
        Failure = reason;
        return null;
    }

    /// <summary>Whether only its elements can keep it from being payload.</summary>
    public static bool IsCollection(ITypeSymbol type) => CollectionKind(type.OriginalDefinition) is not null;

    /// <summary>An interface that JSON cannot carry is a service; one of these is a collection.</summary>
    public static bool IsCollectionInterface(ITypeSymbol type) => type.TypeKind == TypeKind.Interface
        && (IsCollection(type) || type.FullName() == "System.Collections.IEnumerable" || type.Implements("System.Collections.IEnumerable"));

    private PayloadType? ReadNotNull(ITypeSymbol type, string path, ISymbol place)
    {
        if (ScalarReader.KindOf(type) is { } scalar)
            return new PayloadType(scalar, type.GlobalName(), scalar.ToString(), type.IsValueType, IsNullable: false);
        if (type is IArrayTypeSymbol array)
            return array.Rank == 1 ? Collection(PayloadKind.Array, "ArrayOf", array, array.ElementType, path, place) : Refuse($"{path} is an array of several dimensions: use an array of arrays");
        if (type is not INamedTypeSymbol named)
            return Refuse($"{path} is of type {type.ShortName()}, which JSON cannot carry: {UnstoredTypes.WayOut(type) ?? "use a type of the payload list or a record of such types"}");
        if (type.TypeKind == TypeKind.Error)
            return Refuse($"{path} is of type {type.ShortName()}, which is not known here: a type that another source generator makes cannot be seen");
        Experiments.Note(named);
        if (type.TypeKind == TypeKind.Enum)
            return Enum(named);
        if (CollectionKind(named.OriginalDefinition) is { } kind)
            return kind == PayloadKind.Map ? Map(named, path, place) : Collection(kind, kind + "Of", named, named.TypeArguments[0], path, place);
        return _objects.Read(named, path, place);
    }

    private PayloadType? Enum(INamedTypeSymbol type)
    {
        if (type.GetMembers().FirstOrDefault(m => m.Has("System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute")) is { } renamed)
            return Refuse($"{type.ShortName()}.{renamed.Name} carries [JsonStringEnumMemberName], which generated code does not follow: an enum goes by its members' own names");

        // Of two names of one value the first stands for it: a canonical form knows one spelling. Nobody can send a name that no code may use.
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue && !f.IsForbidden())
            .GroupBy(f => f.ConstantValue).Select(g => g.First()).ToList();
        fields.ForEach(Experiments.Note);
        var members = fields.Select(f => f.Name).ToEquatableArray();
        return members.Count == 0
            ? Refuse($"the enum {type.ShortName()} has no members")
            : new PayloadType(PayloadKind.Enum, type.GlobalName(), KeyOf(type), IsValueType: true, IsNullable: false) { EnumMembers = members };
    }

    private PayloadType? Collection(PayloadKind kind, string prefix, ITypeSymbol type, ITypeSymbol element, string path, ISymbol place)
    {
        if (Read(element, path + "[]", place) is not { } read)
            return null;
        var name = type.GlobalName();
        return new PayloadType(kind, name, KeyFor(prefix + read.Key, name), type.IsValueType, IsNullable: false) { Element = read };
    }

    private PayloadType? Map(INamedTypeSymbol type, string path, ISymbol place)
    {
        if (type.TypeArguments[0].SpecialType != SpecialType.System_String)
            return Refuse($"{path} is a dictionary whose keys are no strings: use Dictionary<string, …>");
        return Collection(PayloadKind.Map, "MapOf", type, type.TypeArguments[1], path, place);
    }

    /// <summary>The short name where it is free and cannot be mistaken for one of ours, else with a number.</summary>
    internal string KeyOf(INamedTypeSymbol type)
    {
        var key = type.Name + string.Concat(type.TypeArguments.Select(a => "Of" + (a is INamedTypeSymbol named ? named.Name : "Array")));
        var mistakable = System.Enum.TryParse<PayloadKind>(key, out _)
            || key.StartsWith("Of", StringComparison.Ordinal) || key.IndexOf("Of", StringComparison.Ordinal) > 0;
        return KeyFor(NotNullable(mistakable ? key + "Type" : key), type.GlobalName());
    }

    /// <summary>Keys that begin so are those of nullable types, and stand in no list: of NullableKind and KindType?, whatever is put behind.</summary>
    private static string NotNullable(string key) => key.StartsWith("Nullable", StringComparison.Ordinal) ? "Own" + key : key;

    private string KeyFor(string wanted, string globalName)
    {
        var key = wanted;
        for (var number = 2; _nameByKey.TryGetValue(key, out var owner) && owner != globalName; number++)
            key = wanted + number;
        _nameByKey[key] = globalName;
        return key;
    }

    private static PayloadKind? CollectionKind(ITypeSymbol definition) => definition is INamedTypeSymbol { Arity: > 0 } named
        ? (named.Name, named.Arity) switch
        {
            ("List" or "IList" or "IEnumerable" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection", 1) when IsGenericCollection(named) => PayloadKind.List,
            ("HashSet" or "ISet" or "IReadOnlySet", 1) when IsGenericCollection(named) => PayloadKind.Set,
            ("ImmutableArray", 1) when named.ContainingNamespace.FullName() == "System.Collections.Immutable" => PayloadKind.ImmutableArray,
            ("Dictionary" or "IDictionary" or "IReadOnlyDictionary", 2) when IsGenericCollection(named) => PayloadKind.Map,
            _ => null,
        }
        : null;

    private static bool IsGenericCollection(INamedTypeSymbol type) => type.ContainingNamespace.FullName() == "System.Collections.Generic";
}
