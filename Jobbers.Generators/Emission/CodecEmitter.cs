using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The codecs of parameters and result, and a helper class for each type they are made of.</summary>
internal static class CodecEmitter
{
    public static void WriteCodec(SourceWriter code, string name, PayloadType type)
    {
        code.Line();
        code.Open($"private sealed class {name} : {Names.Catalog}PayloadCodec<{type.DeclaredName}>");
        code.Line($"public override bool TryRead({Names.ReaderArguments}, {Names.MaybeNull}out {type.DeclaredName} value) =>");
        code.Indented($"{CodecCalls.Reader(type)}(ref reader, problems, out value);");
        code.Line();
        if (CodecCalls.Check(type, "value") is { } check)
            code.Line($"public override void Validate({type.DeclaredName} value, {Names.Problems}) => {check};");
        else
            code.Open($"public override void Validate({type.DeclaredName} value, {Names.Problems})").Close();
        code.Line();
        code.Line($"public override void Write({Names.Writer}, {type.DeclaredName} value) =>");
        code.Indented(CodecCalls.Write(type, "value"));
        code.Close();
    }

    public static void WriteHelper(SourceWriter code, PayloadType type)
    {
        code.Line();
        code.Open($"private static class {CodecCalls.Helper(type)}");
        if (type.IsNullable)
            NullableHelper.Write(code, type);
        else if (type.Kind == PayloadKind.Enum)
            EnumHelper.Write(code, type);
        else if (type.Kind == PayloadKind.Object)
            ObjectHelper.Write(code, type);
        else
            CollectionHelper.Write(code, type);
        code.Close();
    }

    public static SourceWriter OpenRead(this SourceWriter code, PayloadType type) =>
        code.Open($"public static bool Read({Names.ReaderArguments}, {Names.MaybeNull}out {type.DeclaredName} value)");

    public static SourceWriter OpenCheck(this SourceWriter code, PayloadType type) =>
        code.Line().Open($"public static bool Check({(type.IsValueType ? type.DeclaredName : type.Name + "?")} value, {Names.Problems})");

    public static SourceWriter OpenWrite(this SourceWriter code, PayloadType type) =>
        code.Line().Open($"public static void Write({Names.Writer}, {type.DeclaredName} value)");
}
