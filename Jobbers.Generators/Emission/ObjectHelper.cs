using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>A record, class or struct: one loop over the members as they come, each checked right when it was read.</summary>
internal static class ObjectHelper
{
    public static void Write(SourceWriter code, PayloadType type)
    {
        var members = type.Shape!.Members;
        WriteRead(code, type, members);
        if (CodecCalls.NeedsCheck(type))
            WriteCheck(code, type, members);
        code.OpenWrite(type);
        code.Line("writer.WriteStartObject();");
        foreach (var statement in members.SelectMany(m => CodecCalls.WriteMember(m.Type, m.WireName, Of("value", m))))
            code.Line(statement);
        code.Line("writer.WriteEndObject();").Close();
        foreach (var member in members.Where(RuleEmitter.Needs))
            RuleEmitter.Write(code, member);
    }

    private static void WriteRead(SourceWriter code, PayloadType type, EquatableArray<MemberModel> members)
    {
        code.OpenRead(type);
        code.Line("value = default;");
        code.Line($"if (!{Names.Read}StartObject(ref reader, problems))").Indented("return false;");
        code.Line("var valid = true;");
        foreach (var member in members)
        {
            code.Line($"var {Has(member)} = false;");
            var initial = member.Default is { } literal ? LiteralText.CSharp(literal, member.Type) : "default";
            code.Line($"{Local(member.Type)} {Value(member)} = {initial};");
        }

        code.Open($"while ({Names.Read}NextMember(ref reader))");
        var branch = "if";
        foreach (var member in members)
        {
            WriteMember(code, branch, member);
            branch = "else if";
        }

        if (members.Count > 0)
            code.Line("else").Line("{").Indented($"valid = {Names.Read}UnknownMember(ref reader, problems);").Line("}");
        else
            code.Line($"valid = {Names.Read}UnknownMember(ref reader, problems);");
        code.Close().Line();
        foreach (var member in members.Where(m => m.IsRequired))
            code.Line($"valid &= {Names.Read}Required({Has(member)}, problems, {LiteralText.Quote(member.WireName)});");
        code.Line("if (!valid)").Indented("return false;");
        WriteConstruction(code, type);
        code.Line("return true;").Close();
    }

    private static void WriteMember(SourceWriter code, string branch, MemberModel member)
    {
        var name = LiteralText.Quote(member.WireName);
        code.Open($"{branch} (reader.ValueTextEquals({name}u8))");
        code.Open($"if ({Names.Read}EnterMember(ref reader, problems, {name}, ref {Has(member)}))");
        var rules = RuleEmitter.Needs(member) ? $" && {RuleEmitter.MethodName(member)}({Value(member)}, problems)" : "";
        code.Line($"valid &= {CodecCalls.Reader(member.Type)}(ref reader, problems, out {Value(member)}){rules};");
        code.Line("problems.Leave();").Close();
        code.Line("else").Line("{").Indented("valid = false;").Line("}").Close();
    }

    private static void WriteConstruction(SourceWriter code, PayloadType type)
    {
        var shape = type.Shape!;
        if (shape.Members.Any(m => m.KeepsInitializer))
            code.Line($"var defaults = {Construct(type, withKept: false)};");
        code.Line($"value = {Construct(type, withKept: true)};");
    }

    private static string Construct(PayloadType type, bool withKept)
    {
        var shape = type.Shape!;
        var arguments = shape.UsesConstructor ? shape.Members.Where(m => m.Parameter is not null).ToList() : [];
        var initialized = shape.Members.Where(m => !arguments.Contains(m) || m.IsInitializedToo).Where(m => withKept || !m.KeepsInitializer)
            .Select(m => $"{CSharpName.Escape(m.Property)} = {Given(m)}").ToList();
        var call = $"new {type.Name}({string.Join(", ", arguments.Select(Given))})";
        return initialized.Count == 0 ? call : $"{(arguments.Count == 0 ? "new " + type.Name : call)} {{ {string.Join(", ", initialized)} }}";
    }

    private static string Given(MemberModel member)
    {
        var value = Value(member) + (member.DiffersInNull || member.Type is { IsNullable: false, IsValueType: false } ? "!" : "");
        return member.KeepsInitializer ? $"{Has(member)} ? {value} : defaults.{CSharpName.Escape(member.Property)}" : value;
    }

    private static void WriteCheck(SourceWriter code, PayloadType type, EquatableArray<MemberModel> members)
    {
        code.OpenCheck(type);
        if (!type.IsValueType)
            code.Line($"if (!{Names.Check}NotNull(value, problems))").Indented("return false;");
        code.Line("var valid = true;");
        foreach (var member in members)
        {
            var value = Of("value", member);
            var rules = RuleEmitter.Needs(member) ? $"{RuleEmitter.MethodName(member)}({value}, problems)" : null;
            var check = (CodecCalls.Check(member.Type, value), rules) switch
            {
                ({ } shape, { } rule) => $"{shape} && {rule}",
                var (shape, rule) => shape ?? rule,
            };
            if (check is not null)
                code.Line($"problems.Enter({LiteralText.Quote(member.WireName)});").Line($"valid &= {check};").Line("problems.Leave();");
        }

        code.Line("return valid;").Close();
    }

    /// <summary>The property; where it may hold more nulls than its constructor takes, as what the constructor takes: it was checked before.</summary>
    private static string Of(string instance, MemberModel member) => $"{instance}.{CSharpName.Escape(member.Property)}{(member.DiffersInNull ? "!" : "")}";

    /// <summary>Locals carry a prefix: a member may be called reader, problems or valid.</summary>
    private static string Value(MemberModel member) => "value" + member.Property;

    private static string Has(MemberModel member) => "has" + member.Property;

    private static string Local(PayloadType type) => type.IsValueType ? type.DeclaredName : type.Name + "?";
}
