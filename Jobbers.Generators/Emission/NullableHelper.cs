using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>A value that may be JSON null.</summary>
internal static class NullableHelper
{
    public static void Write(SourceWriter code, PayloadType type)
    {
        var inner = type.NotNull;
        code.OpenRead(type);
        code.Line("value = null;");
        code.Line("if (reader.TokenType == global::System.Text.Json.JsonTokenType.Null)").Indented("return true;");
        code.Line($"if (!{CodecCalls.Reader(inner)}(ref reader, problems, out var present))").Indented("return false;");
        code.Line("value = present;").Line("return true;").Close();

        if (CodecCalls.NeedsCheck(type))
        {
            code.OpenCheck(type);
            code.Line($"return value is not {{ }} present || {CodecCalls.Check(inner, "present")};").Close();
        }

        code.OpenWrite(type);
        code.Line("if (value is { } present)").Indented(CodecCalls.Write(inner, "present"));
        code.Line("else").Indented("writer.WriteNullValue();").Close();
    }
}
