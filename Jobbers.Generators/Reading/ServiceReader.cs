using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads a parameter that is resolved from the attempt's scope.</summary>
internal static class ServiceReader
{
    public static ArgumentModel Read(IParameterSymbol parameter) => new(
        ArgumentKind.Service,
        parameter.Type.GlobalName(),
        IsOptional: parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated });
}
