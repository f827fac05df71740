namespace Jobbers.Generators.Model;

/// <summary>What must be unique over all assemblies of a program, and who declares it.</summary>
/// <param name="Name">The handler key.</param>
/// <param name="Version">Its version.</param>
/// <param name="DeclaredBy">As in <c>MyApp.ReportTasks.GenerateReport</c>.</param>
/// <param name="GeneratedName">Namespace and stem of the generated types, as in <c>MyApp.GenerateReport</c>; empty for a task of another assembly.</param>
/// <param name="Definition">The <c>global::</c> name of the generated definition.</param>
internal sealed record TaskKey(string Name, int Version, string DeclaredBy, string GeneratedName = "", string Definition = "");
