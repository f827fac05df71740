using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Cancellation;

/// <summary>Where a call could take a token: its own optional parameter, or that of an overload that is the same up to it.</summary>
internal static class TokenSlot
{
    /// <summary>The parameter's name, as it would be written; empty when the token simply comes last. Null when there is no slot.</summary>
    public static string? Of(IInvocationOperation call, IMethodSymbol from)
    {
        if (call.Arguments.FirstOrDefault(a => a.ArgumentKind == ArgumentKind.DefaultValue && a.Parameter!.Type.IsToken()) is { Parameter: { } optional })
            return NeedsName(call, optional) ? optional.Name : "";
        if (call.Arguments.Any(a => a.ArgumentKind is ArgumentKind.DefaultValue or ArgumentKind.ParamArray or ArgumentKind.ParamCollection))
            return null;
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        var overload = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(o => IsTwin(o.OriginalDefinition, method.OriginalDefinition, from, call));
        return overload is null ? null : call.Arguments.Any(a => IsNamed(a)) ? overload.Parameters[overload.Parameters.Length - 1].Name : "";
    }

    private static bool IsTwin(IMethodSymbol overload, IMethodSymbol method, IMethodSymbol from, IInvocationOperation call)
    {
        if (overload.Parameters.Length != method.Parameters.Length + 1 || overload.IsStatic != method.IsStatic || overload.Arity != method.Arity)
            return false;
        if (!overload.Parameters[overload.Parameters.Length - 1].Type.IsToken() || !(overload.ReturnType.IsAwaitable() || overload.ReturnType.IsAsyncSequence()))
            return false;
        if (overload.GetAttributes().Any(a => a.AttributeClass?.Name == "ObsoleteAttribute"))
            return false;
        if (call.SemanticModel?.Compilation.IsSymbolAccessibleWithin(overload, from.ContainingType) is not true)
            return false;
        return method.Parameters.Zip(overload.Parameters, (a, b) => a.RefKind == b.RefKind && IsSame(a.Type, b.Type)).All(same => same);
    }

    /// <summary>Type parameters of the two methods differ as symbols and are equal by place.</summary>
    private static bool IsSame(ITypeSymbol a, ITypeSymbol b) =>
        SymbolEqualityComparer.Default.Equals(a, b) || a.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == b.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static bool NeedsName(IInvocationOperation call, IParameterSymbol token) =>
        call.Arguments.Any(a => IsNamed(a) || (a.ArgumentKind == ArgumentKind.DefaultValue && a.Parameter!.Ordinal < token.Ordinal));

    private static bool IsNamed(IArgumentOperation argument) =>
        argument.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ArgumentSyntax { NameColon: not null };
}
