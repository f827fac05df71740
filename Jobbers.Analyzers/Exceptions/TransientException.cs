namespace Jobbers.Analyzers.Exceptions;

/// <summary>One line of the table of well-known transient exceptions.</summary>
internal sealed class TransientException(string type, IReadOnlyList<string> methods, string exception)
{
    /// <summary>The metadata name of what is thrown.</summary>
    public string Exception => exception;

    public bool IsThrownBy(IMethodSymbol method)
    {
        if (!methods.Any(m => IsNamed(method, m)) || method.ContainingType is not { } container)
            return false;
        return method.MethodKind == MethodKind.Constructor
            ? container.FullName() == type
            : container.DerivesFrom(type) || container.FullName() == type || container.Implements(type);
    }

    /// <summary>Null for comments and empty lines.</summary>
    public static TransientException? Parse(string line)
    {
        var parts = line.Split('|');
        return line.StartsWith("#", StringComparison.Ordinal) || parts.Length != 3
            ? null
            : new TransientException(parts[0].Trim(), [.. parts[1].Split(',').Select(m => m.Trim())], parts[2].Trim());
    }

    private static bool IsNamed(IMethodSymbol method, string pattern)
    {
        if (method.MethodKind == MethodKind.Constructor)
            return pattern == ".ctor" || (pattern == ".ctor(string)" && method.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..]);
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return false;
        if (pattern.EndsWith("*", StringComparison.Ordinal))
            return method.Name.StartsWith(pattern.Substring(0, pattern.Length - 1), StringComparison.Ordinal);
        return pattern.StartsWith("*", StringComparison.Ordinal)
            ? method.Name.EndsWith(pattern.Substring(1), StringComparison.Ordinal)
            : method.Name == pattern;
    }
}
