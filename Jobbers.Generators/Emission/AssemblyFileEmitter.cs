using System.Globalization;
using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>
/// The file of an assembly: the registration of its tasks, public so that a program can call it, and in a program <c>AddTasks()</c>, which calls
/// its own and that of every referenced assembly.
/// </summary>
internal static class AssemblyFileEmitter
{
    public const string FileName = "Jobbers.Tasks.g.cs";

    private const string Builder = "global::Jobbers.Setup.JobbersBuilder";

    /// <summary>The text; null when there is nothing to register and no program to register it in.</summary>
    public static string? Text(AssemblyModel assembly, IReadOnlyList<TaskKey> tasks)
    {
        if (!assembly.UsesJobbers || (tasks.Count == 0 && !assembly.IsExecutable))
            return null;
        var code = new SourceWriter();
        FileStart.Write(code, []);
        if (tasks.Count > 0)
        {
            code.Line();
            code.Line($"[assembly: {Names.Declaration}TasksAssembly(typeof(global::Jobbers.Setup.{assembly.RegistrationName}), \"Add{assembly.RegistrationName}\")]");
        }

        code.Line().Open("namespace Jobbers.Setup");
        if (tasks.Count > 0)
            WriteRegistration(code, assembly, tasks);
        if (assembly.IsExecutable)
            WriteProgram(code, assembly, hasTasks: tasks.Count > 0);
        return code.Close().ToString();
    }

    private static void WriteRegistration(SourceWriter code, AssemblyModel assembly, IReadOnlyList<TaskKey> tasks)
    {
        var ordered = tasks.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Version).ToList();
        code.Doc("summary", $"Registers the tasks of assembly {assembly.Name}.");
        code.Line(Names.Tool);
        code.Open($"public static class {assembly.RegistrationName}");
        code.Doc("summary", "Name and version of each task: programs that refer to this assembly are checked against them at build time.");
        code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        code.Line($"public const string TaskKeys = {LiteralText.Quote(string.Join(";", ordered.Select(Key)))};");
        code.Line();
        code.Doc("summary", $"Adds all tasks of assembly {assembly.Name}.");
        code.Doc("param name=\"jobbers\"", "The program's Jobbers.");
        code.Line($"public static {Builder} Add{assembly.RegistrationName}(this {Builder} jobbers) =>");
        code.Indented($"jobbers.AddManifest(new {Names.Catalog}TaskManifest({LiteralText.Quote(assembly.Name)}, {ordered.Count.ToString(CultureInfo.InvariantCulture)}, \"{ManifestHash.Compute(tasks)}\",");
        code.Indented("[");
        foreach (var task in ordered)
            code.Indented($"    {task.Definition}.Descriptor,");
        code.Indented("]));");
        code.Close();
    }

    private static void WriteProgram(SourceWriter code, AssemblyModel assembly, bool hasTasks)
    {
        if (hasTasks)
            code.Line();
        code.Doc("summary", "Registers every task this program can run.");
        code.Line(Names.Tool);

        // The name ends as that of no registration does. Embedded: another program that may see this one's internals, as its tests may, has its own.
        code.Line("[global::Microsoft.CodeAnalysis.Embedded]");
        code.Open("internal static class TasksOfThisProgram");
        code.Doc("summary", "Adds the tasks of this program and of every assembly it refers to.");
        code.Doc("param name=\"jobbers\"", "The program's Jobbers.");
        code.Open($"internal static {Builder} AddTasks(this {Builder} jobbers)");
        if (hasTasks)
            code.Line($"global::Jobbers.Setup.{assembly.RegistrationName}.Add{assembly.RegistrationName}(jobbers);");
        foreach (var registration in assembly.Registrations)
            code.Line($"{registration.Class}.{registration.Method}(jobbers);");
        code.Line("return jobbers;").Close().Close();
    }

    private static string Key(TaskKey task) => task.Name + "@" + task.Version.ToString(CultureInfo.InvariantCulture);
}
