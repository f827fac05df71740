using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>Paths of values marked [Sensitive]: <c>params.cards[*].number</c>; <c>[*]</c> is any element, <c>.*</c> any key of a map.</summary>
internal static class SensitivePaths
{
    public static IEnumerable<string> Of(TaskModel task)
    {
        var paths = Below(task.Parameters, "params");
        return task.Target.Result is { } result ? paths.Concat(Below(result, "result")) : paths;
    }

    private static IEnumerable<string> Below(PayloadType type, string path)
    {
        if (type.Element is { } element)
            return Below(element, path + (type.Kind == PayloadKind.Map ? ".*" : "[*]"));
        if (type.Shape is not { } shape)
            return [];
        return shape.Members.SelectMany(m => m.IsSensitive ? [$"{path}.{m.WireName}"] : Below(m.Type, $"{path}.{m.WireName}"));
    }
}
