using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The parameters of a task as a record.</summary>
internal static class ParametersEmitter
{
    public static void Write(SourceWriter code, TaskModel task)
    {
        code.Line().Doc("summary", $"Parameters of task {task.Name}, version {task.Version}." + (task.Description is { } text ? " " + text : ""));
        code.Line(Names.Tool);
        code.Open($"{(task.IsPublic ? "public" : "internal")} sealed record {task.Stem}Parameters");
        var isFirst = true;
        foreach (var member in task.Parameters.Shape!.Members)
        {
            if (!isFirst)
                code.Line();
            isFirst = false;
            code.Doc("summary", member.Description ?? $"Called {member.WireName} in JSON.");
            var initializer = member.Default is { } value && (value.Kind != LiteralKind.Default || !member.Type.IsNullable)
                ? $" = {LiteralText.CSharp(value, member.Type)}{(value.Kind == LiteralKind.Default && !member.Type.IsValueType ? "!" : "")};"
                : "";
            code.Line($"public {(member.IsRequired ? "required " : "")}{member.Type.DeclaredName} {CSharpName.Escape(member.Property)} {{ get; init; }}{initializer}");
        }

        code.Close();
    }
}
