using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads a parameter that is resolved from the attempt's scope.</summary>
internal static class ServiceReader
{
    /// <summary>Whether a container can hold it: classes and interfaces, but not what every type is or has.</summary>
    public static bool CanBe(ITypeSymbol type) =>
        type.IsReferenceType && type.SpecialType is not (SpecialType.System_String or SpecialType.System_Object);

    /// <summary>The service.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="refuse">Takes what is wrong with its key: another service than the one asked for would be worse than none.</param>
    public static ArgumentModel Read(IParameterSymbol parameter, Action<string> refuse)
    {
        var service = new ArgumentModel(
            ArgumentKind.Service,
            parameter.Type.GlobalName(),
            IsOptional: parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated });
        if (parameter.Attribute(KnownNames.FromKeyedServices) is not { } keyed)
            return service;

        // The key null means the service without one. A key left out is that of the service asked for, and a task is none.
        if (keyed.ConstructorArguments is [{ Kind: not TypedConstantKind.Error, IsNull: true }])
            return service;
        if (keyed.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } key]
            && (key.Kind == TypedConstantKind.Enum || key.Value is string or int) && LiteralReader.Read(key.Type!, key.Value) is { } literal)
        {
            return service with { Key = literal };
        }

        refuse($"The key of the service '{parameter.Name}' cannot be written in generated code: use a string, an int or a named enum member");
        return service;
    }
}
