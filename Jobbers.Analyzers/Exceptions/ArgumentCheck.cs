using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>
/// Checks of a method's own arguments: <c>ArgumentException</c> and its kind about a parameter. They say that the caller is wrong, and no
/// list of expected failures has to speak of them.
/// </summary>
internal static class ArgumentCheck
{
    /// <summary>What a library's <c>ThrowIf…</c> throws: the type it is a static method of. Null when the method is none.</summary>
    public static ITypeSymbol? ThrownByHelper(IMethodSymbol target) =>
        target.IsStatic && target.Name.StartsWith("Throw", StringComparison.Ordinal) && target.DeclaringSyntaxReferences.IsEmpty
        && target.ContainingType is { } type && type.DerivesFrom("System.Exception")
            ? type
            : null;

    public static bool ChecksParameter(IInvocationOperation helper, ITypeSymbol type) =>
        ExceptionKinds.IsArgumentKind(type) && helper.Arguments.Any(a => MentionsParameter(a.Value));

    /// <summary>Whether it names a parameter, or stands behind a condition on one.</summary>
    public static bool Is(IThrowOperation thrown, ITypeSymbol type, IMethodSymbol method)
    {
        if (!ExceptionKinds.IsArgumentKind(type))
            return false;
        if (thrown.Exception?.Bare() is IObjectCreationOperation created && created.Arguments.Any(a => NamesParameter(a.Value, method)))
            return true;
        for (var current = thrown.Parent; current is not null && !current.IsFunction(); current = current.Parent)
        {
            var condition = current switch
            {
                IConditionalOperation choice => choice.Condition,
                ICoalesceOperation choice => choice.Value,
                ISwitchExpressionOperation choice => choice.Value,
                ISwitchOperation choice => choice.Value,
                _ => null,
            };
            if (condition is not null && MentionsParameter(condition))
                return true;
        }

        return false;
    }

    private static bool NamesParameter(IOperation value, IMethodSymbol method) =>
        value.ConstantValue is { HasValue: true, Value: string name } && ParametersAround(method).Any(p => p.Name == name);

    private static bool MentionsParameter(IOperation value) =>
        value.DescendantsAndSelf().Any(o => o is IParameterReferenceOperation);

    private static IEnumerable<IParameterSymbol> ParametersAround(IMethodSymbol method)
    {
        for (ISymbol? current = method; current is IMethodSymbol function; current = current.ContainingSymbol)
        {
            foreach (var parameter in function.Parameters)
                yield return parameter;
        }
    }
}
