using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads how an instance of a task class is made and disposed.</summary>
internal sealed class TaskClassReader(IMethodSymbol method, ReadingProblems problems)
{
    public EquatableArray<ArgumentModel> ConstructorArguments()
    {
        var type = method.ContainingType;
        if (type.IsAbstract)
        {
            Refuse($"{type.Name} is abstract, so no instance can be made for an attempt: make the class concrete or the method static");
            return default;
        }

        var constructors = type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public && !IsCopyOrDefaultOfStruct(c)).ToList();
        if (constructors.Count > 1 || (constructors.Count == 0 && type.TypeKind != TypeKind.Struct))
        {
            Refuse($"{type.Name} must have exactly one public constructor: its parameters are the services of each attempt");
            return default;
        }

        var constructor = constructors.FirstOrDefault();
        if (PayloadProperties.RequiredOf(type).Any() && (constructor is null || !PayloadProperties.SetsRequired(constructor)))
            Refuse($"{type.Name} has required members, which nothing sets for an attempt: take them as constructor parameters");

        if (constructor is null)
            return default;
        if (constructor.IsForbidden())
            Refuse($"The constructor of {type.Name} is obsolete as an error, so generated code cannot call it: make it a warning");
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In) || !ServiceReader.CanBe(parameter.Type))
                Refuse($"The constructor parameter '{parameter.Name}' of {type.Name} can be no service: take it as a class or interface");
        }

        return constructor.Parameters.Select(p => ServiceReader.Read(p, Refuse)).ToEquatableArray();
    }

    public DisposalKind Disposal()
    {
        var type = method.ContainingType;
        if (type.Implements("System.IAsyncDisposable"))
            return DisposalKind.DisposeAsync;
        return type.Implements("System.IDisposable") ? DisposalKind.Dispose : DisposalKind.None;
    }

    private void Refuse(string message) => problems.Add(RuleIds.TaskClass, message, method);

    private static bool IsCopyOrDefaultOfStruct(IMethodSymbol constructor) =>
        (constructor.ContainingType.IsRecord && constructor.Parameters is [{ } only] && SymbolEqualityComparer.Default.Equals(only.Type, constructor.ContainingType))
        || (constructor.ContainingType.TypeKind == TypeKind.Struct && constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty);
}
