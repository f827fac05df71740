namespace Jobbers.Analyzers.Contracts;

/// <summary>
/// Which type may take another's place: every JSON value the old one wrote, the new one reads as the same. Types are named as in the
/// contract.
/// </summary>
internal static class TypeWidening
{
    private static readonly Dictionary<string, string[]> Wider = new(StringComparer.Ordinal)
    {
        ["sbyte"] = ["int16", "int32", "int64", "single", "double", "decimal"],
        ["byte"] = ["int16", "uint16", "int32", "uint32", "int64", "uint64", "single", "double", "decimal"],
        ["int16"] = ["int32", "int64", "single", "double", "decimal"],
        ["uint16"] = ["int32", "uint32", "int64", "uint64", "single", "double", "decimal"],
        ["int32"] = ["int64", "double", "decimal"],
        ["uint32"] = ["int64", "uint64", "double", "decimal"],
        ["int64"] = ["decimal"],
        ["uint64"] = ["decimal"],
        ["single"] = ["double"],
        ["char"] = ["string"],
        ["enum"] = ["string"],
        ["guid"] = ["string"],
        ["ulid"] = ["string"],
        ["datetime"] = ["string"],
        ["datetimeoffset"] = ["string"],
        ["dateonly"] = ["string"],
        ["timeonly"] = ["string"],
        ["timespan"] = ["string"],
        ["uri"] = ["string"],
        ["bytes"] = ["string"],
        ["set"] = ["list"],
    };

    public static bool CanReplace(string old, string now) =>
        old == now || now == "json" || (Wider.TryGetValue(old, out var wider) && wider.Contains(now));
}
