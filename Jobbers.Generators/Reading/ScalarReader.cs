using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>The types that stand in JSON as one value.</summary>
internal static class ScalarReader
{
    public static PayloadKind? KindOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => PayloadKind.Boolean,
        SpecialType.System_SByte => PayloadKind.SByte,
        SpecialType.System_Byte => PayloadKind.Byte,
        SpecialType.System_Int16 => PayloadKind.Int16,
        SpecialType.System_UInt16 => PayloadKind.UInt16,
        SpecialType.System_Int32 => PayloadKind.Int32,
        SpecialType.System_UInt32 => PayloadKind.UInt32,
        SpecialType.System_Int64 => PayloadKind.Int64,
        SpecialType.System_UInt64 => PayloadKind.UInt64,
        SpecialType.System_Single => PayloadKind.Single,
        SpecialType.System_Double => PayloadKind.Double,
        SpecialType.System_Decimal => PayloadKind.Decimal,
        SpecialType.System_Char => PayloadKind.Char,
        SpecialType.System_String => PayloadKind.String,
        SpecialType.System_DateTime => PayloadKind.DateTime,
        _ => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } ? PayloadKind.Bytes : ByName(type),
    };

    private static PayloadKind? ByName(ITypeSymbol type) => type.Name switch
    {
        "Guid" when IsSystem(type) => PayloadKind.Guid,
        "Ulid" when IsSystem(type) => PayloadKind.Ulid,
        "DateTimeOffset" when IsSystem(type) => PayloadKind.DateTimeOffset,
        "DateOnly" when IsSystem(type) => PayloadKind.DateOnly,
        "TimeOnly" when IsSystem(type) => PayloadKind.TimeOnly,
        "TimeSpan" when IsSystem(type) => PayloadKind.TimeSpan,
        "Uri" when IsSystem(type) => PayloadKind.Uri,
        "JsonElement" when type.FullName() == "System.Text.Json.JsonElement" => PayloadKind.Json,
        _ => null,
    };

    private static bool IsSystem(ITypeSymbol type) =>
        type.ContainingType is null && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
