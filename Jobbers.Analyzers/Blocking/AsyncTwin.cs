using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Blocking;

/// <summary>
/// The asynchronous method beside a synchronous one of the same type: the same name with <c>Async</c>, the same parameters. Only types that
/// do I/O or wait are asked: a twin elsewhere says nothing about blocking.
/// </summary>
internal static class AsyncTwin
{
    private const string Semaphore = "System.Threading.SemaphoreSlim";

    private static readonly string[] Namespaces =
    [
        "System.IO", "System.Net", "System.Data", "Microsoft.Data", "Microsoft.EntityFrameworkCore", "StackExchange.Redis", "Npgsql", "MySqlConnector",
        "MongoDB.Driver", "Azure", "Amazon", "Dapper", "RabbitMQ",
    ];

    /// <summary>
    /// Methods with a twin that do not wait: they mark something, or read what is there already. Their twins are for the rare case (a key
    /// that the database makes, a row that is read piece by piece).
    /// </summary>
    private static readonly (string Type, string[] Methods)[] InNoTime =
    [
        ("Microsoft.EntityFrameworkCore.DbSet", ["Add", "AddRange"]),
        ("Microsoft.EntityFrameworkCore.DbContext", ["Add", "AddRange"]),
        ("System.Data.Common.DbDataReader", ["IsDBNull", "GetFieldValue"]),
        ("System.IO.Pipelines.PipeReader", ["Complete"]),
        ("System.IO.Pipelines.PipeWriter", ["Complete"]),
    ];

    public static IMethodSymbol? Of(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (method.MethodKind != MethodKind.Ordinary || method.ReturnType.IsAwaitable() || method.Name is "Dispose" or "Close")
            return null;
        if (!DoesInputOrOutput(method.ContainingType) || IsInMemory(call.Instance) || TakesNoTime(call, method))
            return null;
        for (var type = call.Instance?.Type ?? method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(method.Name + "Async").OfType<IMethodSymbol>().FirstOrDefault(m => IsTwin(m.OriginalDefinition, method.OriginalDefinition)) is { } twin)
                return twin;
        }

        return null;
    }

    private static bool DoesInputOrOutput(INamedTypeSymbol type) =>
        type.IsNamed(Semaphore) || type.IsNamed("System.Diagnostics.Process")
        || (type.ContainingNamespace?.FullName() is { } space && Namespaces.Any(n => space == n || space.StartsWith(n + ".", StringComparison.Ordinal)));

    /// <summary>A provider's own reader, set or context derives from the types of the list.</summary>
    private static bool TakesNoTime(IInvocationOperation call, IMethodSymbol method) =>
        (method.ContainingType.IsNamed(Semaphore) && WaitTime.IsZero(call))
        || InNoTime.Any(known => known.Methods.Contains(method.Name) && method.ContainingType.OriginalDefinition.DerivesFrom(known.Type));

    /// <summary>Readers, writers and streams over memory; and those whose static type leaves it open for text.</summary>
    private static bool IsInMemory(IOperation? instance) => instance is not null && instance.Bare() is var bare
        && (bare.Type?.Name is "MemoryStream" or "StringReader" or "StringWriter" or "TextReader" or "TextWriter" or "UnmanagedMemoryStream"
            || bare is IPropertyReferenceOperation { Property.ContainingType.Name: "Console" }
            || IsOverMemory(bare));

    /// <summary>A local made over a MemoryStream, such as a StreamWriter or a ZipArchive.</summary>
    private static bool IsOverMemory(IOperation instance)
    {
        if (instance is not ILocalReferenceOperation { Local: var local })
            return false;
        var root = instance;
        while (root.Parent is not null)
            root = root.Parent;
        var initial = root.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.GetVariableInitializer()?.Value.Bare();
        return initial is not null && initial.DescendantsAndSelf().Any(o => o.Type?.Name == "MemoryStream");
    }

    private static bool IsTwin(IMethodSymbol twin, IMethodSymbol method)
    {
        if (!twin.ReturnType.IsAwaitable() || twin.IsStatic != method.IsStatic || twin.Parameters.Length < method.Parameters.Length)
            return false;
        var extra = twin.Parameters.Skip(method.Parameters.Length);
        return extra.All(p => p.IsOptional || p.Type.IsToken())
            && method.Parameters.Zip(twin.Parameters, (a, b) => Same(a.Type, b.Type)).All(same => same);
    }

    private static bool Same(ITypeSymbol a, ITypeSymbol b) =>
        SymbolEqualityComparer.Default.Equals(a, b) || a.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == b.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
