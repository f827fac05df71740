using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Types that a method takes from its caller, and a task, which runs later and elsewhere, cannot: what to take instead.</summary>
internal static class UnstoredTypes
{
    /// <summary>What to do; null for all other types.</summary>
    public static string? WayOut(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "an address means nothing in another process; carry the value itself",
        { TypeKind: TypeKind.Delegate } => "code cannot be stored; carry the data it needs",
        { IsRefLikeType: true } => "it lives no longer than a call; use an array or a record",
        INamedTypeSymbol named => ByName(named),
        _ => null,
    };

    private static string? ByName(INamedTypeSymbol type) => type.OriginalDefinition.FullName() switch
    {
        "System.Collections.Generic.IAsyncEnumerable" or "System.Collections.Generic.IAsyncEnumerator" or "System.Collections.Generic.IEnumerator"
            or "System.Collections.IEnumerator" or "System.IObservable" => "a stream cannot be stored; carry a List<T>, or an id of what the task shall read",
        "System.IProgress" => "report by TaskContext.Heartbeat(progress), which every caller can read",
        "System.Threading.CancellationTokenSource" => "take the attempt's CancellationToken",
        "System.Threading.Tasks.ValueTask" => "await it before the submit and carry its value",
        "Microsoft.AspNetCore.Http.HttpContext" or "Microsoft.AspNetCore.Http.HttpRequest" or "Microsoft.AspNetCore.Http.HttpResponse" =>
            "it ends with its request; carry what the task needs of it",
        _ when type.DerivesFrom("System.Threading.Tasks.Task") => "await it before the submit and carry its value",
        _ when type.DerivesFrom("System.IO.Stream") => "carry the bytes (byte[]), or where they lie (a path, a Uri)",
        _ => null,
    };
}
