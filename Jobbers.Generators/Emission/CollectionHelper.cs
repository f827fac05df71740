using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>Lists, sets, arrays and dictionaries.</summary>
internal static class CollectionHelper
{
    public static void Write(SourceWriter code, PayloadType type)
    {
        var element = type.Element!;
        var step = type.Kind switch { PayloadKind.Map => "Map", PayloadKind.Set => "Set", _ => "List" };
        code.OpenRead(type);
        code.Line($"var valid = {Names.Read}{step}<{element.DeclaredName}>(ref reader, problems, {CodecCalls.Reader(element)}, out var items);");
        code.Line(type.Kind switch
        {
            PayloadKind.Array => "value = items?.ToArray()!;",
            PayloadKind.ImmutableArray => "value = items is null ? default : global::System.Collections.Immutable.ImmutableArray.CreateRange(items);",
            _ => "value = items!;",
        });
        code.Line("return valid;").Close();

        WriteCheck(code, type);

        code.OpenWrite(type);
        if (type.Kind == PayloadKind.Map)
        {
            code.Line("writer.WriteStartObject();");
            code.Open("foreach (var pair in value)");
            code.Line("writer.WritePropertyName(pair.Key);").Line(CodecCalls.Write(element, "pair.Value")).Close();
            code.Line("writer.WriteEndObject();").Close();
            return;
        }

        code.Line("writer.WriteStartArray();");
        code.Line("foreach (var item in value)").Indented(CodecCalls.Write(element, "item"));
        code.Line("writer.WriteEndArray();").Close();
    }

    private static void WriteCheck(SourceWriter code, PayloadType type)
    {
        code.OpenCheck(type);
        var isThere = type.Kind == PayloadKind.ImmutableArray
            ? $"{Names.Check}That(!value.IsDefault, problems, \"must not be null\")"
            : $"{Names.Check}NotNull(value, problems)";
        var (item, place) = type.Kind == PayloadKind.Map ? ("pair.Value", "pair.Key") : ("item", "index++");
        if (CodecCalls.Check(type.Element!, item) is not { } check)
        {
            code.Line($"return {isThere};").Close();
            return;
        }

        code.Line($"if (!{isThere})").Indented("return false;");
        code.Line("var valid = true;");
        if (type.Kind != PayloadKind.Map)
            code.Line("var index = 0;");
        code.Open($"foreach (var {item.Split('.')[0]} in value)");
        code.Line($"problems.Enter({place});").Line($"valid &= {check};").Line("problems.Leave();").Close();
        code.Line().Line("return valid;").Close();
    }
}
