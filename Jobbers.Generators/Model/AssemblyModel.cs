namespace Jobbers.Generators.Model;

/// <summary>What the per-assembly file needs to know beyond the tasks.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="IsExecutable">Whether it is a program, which gets <c>AddTasks()</c>.</param>
/// <param name="UsesJobbers">Whether Core is referenced at all.</param>
/// <param name="Registrations">Those of referenced assemblies, by name.</param>
/// <param name="ReferencedTasks">The tasks of referenced assemblies.</param>
internal sealed record AssemblyModel(
    string Name,
    bool IsExecutable,
    bool UsesJobbers,
    EquatableArray<RegistrationModel> Registrations,
    EquatableArray<TaskKey> ReferencedTasks)
{
    public string RegistrationName => CSharpName.FromAssembly(Name) + "Tasks";
}
