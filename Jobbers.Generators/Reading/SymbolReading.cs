using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>The few questions asked of symbols everywhere.</summary>
internal static class SymbolReading
{
    private static readonly SymbolDisplayFormat WithNullability = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The <c>global::</c> name, with the nullable marks of type arguments but none of the type itself.</summary>
    public static string GlobalName(this ITypeSymbol type) => PlainName(type) ??
        (type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(WithNullability) : type.ToDisplayString(WithNullability));

    /// <summary>The name a reader of a message knows.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Namespace, containing types and name, joined by dots; no arity, no escaping.</summary>
    public static string FullName(this ISymbol symbol)
    {
        if (symbol.ContainingType is { } outer)
            return outer.FullName() + "." + symbol.Name;
        var space = symbol.ContainingNamespace;
        return space is null || space.IsGlobalNamespace ? symbol.Name : space.FullName() + "." + symbol.Name;
    }

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Attribute(attribute) is not null;

    public static AttributeData? Attribute(this ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { } type && type.IsNamed(attribute))
                return data;
        }

        return null;
    }

    /// <summary>Whether our own generator wrote it: the analyzer sees such types, the generator does not, and both must decide alike.</summary>
    public static bool IsGeneratedByJobbers(this ISymbol symbol) =>
        symbol.Attribute("System.CodeDom.Compiler.GeneratedCodeAttribute") is { ConstructorArguments: [{ Value: KnownNames.Tool }, ..] };

    /// <summary>Whether the compiler refuses its use, and no pragma allows it. The mark of types with required members, which compilers that know them pass over, is none.</summary>
    public static bool IsForbidden(this ISymbol symbol) => symbol.Attribute("System.ObsoleteAttribute") is { ConstructorArguments: [{ Value: var message }, { Value: true }] }
        && message is not "Constructors of types with required members are not supported in this version of your compiler.";

    /// <summary>Whether generated code may call it as a part of a payload.</summary>
    public static bool IsUsable(this IMethodSymbol accessor) => accessor.DeclaredAccessibility == Accessibility.Public && !accessor.IsForbidden();

    public static bool DerivesFrom(this ITypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsNamed(name))
                return true;
        }

        return false;
    }

    public static bool Implements(this ITypeSymbol type, string name) => type.AllInterfaces.Any(i => i.IsNamed(name));

    /// <summary>Whether generated code, in the same assembly but outside the type, can name it.</summary>
    public static bool IsReachable(this ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingType)
        {
            if (current is INamedTypeSymbol { IsFileLocal: true })
                return false;
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }

    public static bool IsPublic(this ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    /// <summary>The same name where no type argument is in it: Roslyn's own way costs several times as much. Null for all other types.</summary>
    private static string? PlainName(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { Arity: 0, IsTupleType: false, TypeKind: not (TypeKind.Error or TypeKind.Dynamic) })
            return null;
        if (Keyword(type.SpecialType) is { } keyword)
            return keyword;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0)
                return null;
        }

        return "global::" + string.Join(".", type.FullName().Split('.').Select(CSharpName.Escape));
    }

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Object => "object",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Char => "char",
        SpecialType.System_String => "string",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        _ => null,
    };

    /// <summary>Whether <see cref="FullName"/> is <paramref name="fullName"/>; asked so often that no string is made for it.</summary>
    public static bool IsNamed(this ISymbol symbol, string fullName)
    {
        var end = fullName.Length;
        for (var current = symbol; ; current = (ISymbol?)current.ContainingType ?? current.ContainingNamespace)
        {
            if (current is null or INamespaceSymbol { IsGlobalNamespace: true })
                return end == -1;
            var start = end - current.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, current.Name, 0, current.Name.Length) != 0 || (start > 0 && fullName[start - 1] != '.'))
                return false;
            end = start - 1;
        }
    }
}
