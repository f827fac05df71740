using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>An enum: the exact names of its members, never numbers.</summary>
internal static class EnumHelper
{
    /// <summary>More names than this bury what a message says.</summary>
    private const int MostNamesShown = 20;

    public static void Write(SourceWriter code, PayloadType type)
    {
        code.OpenRead(type);
        code.Line("value = default;");
        code.Line("if (reader.TokenType != global::System.Text.Json.JsonTokenType.String)");
        code.Indented($"return {Names.Read}Unexpected(ref reader, problems, {LiteralText.Quote("one of " + Shown(type))});");
        foreach (var member in type.EnumMembers)
        {
            code.Line($"if (reader.ValueTextEquals({LiteralText.Quote(member)}u8))").Line("{");
            code.Indented($"value = {Value(type, member)};").Indented("return true;").Line("}").Line();
        }

        code.Line($"return {Names.Check}That(false, problems, {Reason(type)});").Close();

        code.OpenCheck(type);
        code.Line("var isMember = value is");
        code.Indented(string.Join(" or ", type.EnumMembers.Select(m => Value(type, m))) + ";");
        code.Line($"return {Names.Check}That(isMember, problems, {Reason(type)});").Close();

        code.OpenWrite(type);
        code.Open("writer.WriteStringValue(value switch");
        foreach (var member in type.EnumMembers)
            code.Line($"{Value(type, member)} => {LiteralText.Quote(member)}u8,");
        code.Line("_ => throw new global::System.InvalidOperationException(\"The enum value has no name.\"),").Close("});").Close();
    }

    private static string Value(PayloadType type, string member) => type.Name + "." + CSharpName.Escape(member);

    private static string Reason(PayloadType type) => LiteralText.Quote("must be one of " + Shown(type));

    private static string Shown(PayloadType type) =>
        string.Join(", ", type.EnumMembers.Take(MostNamesShown)) + (type.EnumMembers.Count > MostNamesShown ? ", …" : "");
}
