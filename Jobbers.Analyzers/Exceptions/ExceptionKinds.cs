namespace Jobbers.Analyzers.Exceptions;

/// <summary>What the rules know of exception types by name.</summary>
internal static class ExceptionKinds
{
    public static bool Is(this ITypeSymbol type, ITypeSymbol listed)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, listed))
                return true;
        }

        return false;
    }

    /// <summary>Exceptions the worker judges by itself, or that say "this cannot happen".</summary>
    public static bool NeedsNoWord(ITypeSymbol type) =>
        type.DerivesFrom("System.OperationCanceledException") || type.DerivesFrom("Jobbers.Declaration.RetryAfterException")
        || type.DerivesFrom("System.Diagnostics.UnreachableException");

    public static bool IsArgumentKind(ITypeSymbol type) => type.DerivesFrom("System.ArgumentException");

    /// <summary>A type so wide that seeing it says nothing about what is thrown.</summary>
    public static bool IsAnything(ITypeSymbol type) => type.FullName() is "System.Exception" or "System.SystemException" or "System.ApplicationException";
}
