using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>
/// Where a failed task or a lazy sequence shows its exception: at the await, the foreach, the blocking call, or at the caller when it is
/// returned as it is. A task that is dropped shows it nowhere.
/// </summary>
internal static class SurfacePoints
{
    private const int MostHops = 3;

    public static IEnumerable<IOperation> Of(IOperation value) => Of(value, MostHops).Distinct();

    private static IEnumerable<IOperation> Of(IOperation value, int hops)
    {
        for (var current = value; current?.Parent is { } parent; current = Onward(current, parent))
        {
            switch (parent)
            {
                case IAwaitOperation:
                case IForEachLoopOperation each when each.Collection == current:
                case IPropertyReferenceOperation { Property.Name: "Result" } property when property.Instance == current:
                case IInvocationOperation { TargetMethod.Name: "Wait" or "GetResult" } blocking when blocking.Instance == current:
                    return [parent];
                case IReturnOperation { Kind: OperationKind.Return }:
                    return IsInAsync(parent) ? [] : [parent];
                case IArgumentOperation { Parent: IInvocationOperation call } when IsMaterialized(call, current):
                    return [call];
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Instance: { } list } } when list.Bare() is ILocalReferenceOperation reference:
                    return UsesOf(reference.Local, value, hops);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared }:
                    return UsesOf(declared.Symbol, value, hops);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when assignment.Value == current:
                    return UsesOf(target.Local, value, hops);
            }
        }

        return [];
    }

    /// <summary>What the value becomes without being looked into; null ends the way.</summary>
    private static IOperation? Onward(IOperation current, IOperation parent) => parent switch
    {
        IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation => parent,
        IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or ISpreadOperation => parent,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "WaitAsync" or "WithCancellation" or "GetAwaiter" or "Unwrap" } call when call.Instance == current => call,
        IArgumentOperation { Parent: IInvocationOperation call } when PassesOn(call, current) => call,
        _ => null,
    };

    private static bool PassesOn(IInvocationOperation call, IOperation argument)
    {
        var method = call.TargetMethod;
        if (method is { Name: "WhenAll", ContainingType.Name: "Task" })
            return true;
        if (method.ContainingType?.Name == "TaskAsyncEnumerableExtensions")
            return true;
        return method.ContainingNamespace?.Name == "Linq" && call.Arguments.FirstOrDefault()?.Value == argument
            && (call.Type.IsSequence() || call.Type.IsAwaitable() || HoldsTasks(call.Type));
    }

    /// <summary>A LINQ operator that runs the sequence then and there, such as ToList and Count.</summary>
    private static bool IsMaterialized(IInvocationOperation call, IOperation argument) =>
        call.TargetMethod.ContainingNamespace?.Name == "Linq" && call.Arguments.FirstOrDefault()?.Value == argument
        && argument.Bare().Type.IsSequence() && !HoldsTasks(call.Type) && !call.Type.IsSequence() && !call.Type.IsAwaitable();

    private static bool HoldsTasks(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsAwaitable(),
        INamedTypeSymbol { TypeArguments: [var element] } => element.IsAwaitable(),
        _ => false,
    };

    private static IEnumerable<IOperation> UsesOf(ILocalSymbol local, IOperation near, int hops)
    {
        if (hops == 0)
            return [];
        var root = near;
        while (root.Parent is not null)
            root = root.Parent;
        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(r => SymbolEqualityComparer.Default.Equals(r.Local, local))
            .SelectMany(r => Of(r, hops - 1));
    }

    private static bool IsInAsync(IOperation operation) => operation.EnclosingFunction() switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync,
        ILocalFunctionOperation local => local.Symbol.IsAsync,
        _ => operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { IsAsync: true },
    };
}
