using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>
/// Reads what the compilation and its references say about tasks. Only references that themselves refer to Core are opened, so an edit
/// costs next to nothing.
/// </summary>
internal static class AssemblyReader
{
    public static AssemblyModel Read(Compilation compilation, CancellationToken cancellationToken)
    {
        var registrations = new List<RegistrationModel>();
        var tasks = new List<TaskKey>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == KnownNames.CoreAssembly)))
                continue;
            if (assembly.Attribute(KnownNames.TasksAssembly) is not { ConstructorArguments: [{ Value: INamedTypeSymbol type }, { Value: string method }] })
                continue;
            registrations.Add(new RegistrationModel(type.GlobalName(), method));
            tasks.AddRange(TasksOf(type, assembly));
        }

        return new AssemblyModel(
            compilation.AssemblyName ?? "Tasks",
            compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication,
            compilation.GetTypeByMetadataName(KnownNames.Builder) is not null,
            registrations.OrderBy(r => r.Class, StringComparer.Ordinal).ToEquatableArray(),
            tasks.ToEquatableArray());
    }

    /// <summary>From the constant the generator wrote there: exact, internal tasks included, and cheap.</summary>
    private static IEnumerable<TaskKey> TasksOf(INamedTypeSymbol registration, IAssemblySymbol assembly)
    {
        if (registration.GetMembers(KnownNames.TaskKeysField).FirstOrDefault() is not IFieldSymbol { ConstantValue: string keys })
            yield break;
        foreach (var key in keys.Split([';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = key.LastIndexOf('@');
            if (at > 0 && int.TryParse(key.Substring(at + 1), out var version))
                yield return new TaskKey(key.Substring(0, at), version, $"assembly {assembly.Name}");
        }
    }
}
