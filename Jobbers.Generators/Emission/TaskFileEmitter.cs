using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The file of one task.</summary>
internal static class TaskFileEmitter
{
    public static string FileName(TaskModel task) => task.DeclaredBy + ".g.cs";

    public static string Text(TaskModel task)
    {
        var code = new SourceWriter();
        FileStart.Write(code, task.Experiments);
        if (task.Namespace.Length > 0)
            code.Line().Line($"namespace {string.Join(".", task.Namespace.Split('.').Select(CSharpName.Escape))};");
        if (task.GeneratesRecord)
            ParametersEmitter.Write(code, task);
        ClientEmitter.Write(code, task);
        DefinitionEmitter.Write(code, task);
        return code.ToString();
    }
}
