using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Flow;

/// <summary>The questions the flow rules ask of operations and types.</summary>
internal static class OperationReading
{
    public static bool IsToken(this ITypeSymbol? type) =>
        type is { Name: "CancellationToken" } && type.FullName() == KnownNames.CancellationToken;

    public static bool IsTaskContext(this ITypeSymbol? type) => type is not null && type.DerivesFrom(KnownNames.TaskContext);

    /// <summary>Task, ValueTask and anything else with a GetAwaiter of its own.</summary>
    public static bool IsAwaitable(this ITypeSymbol? type) =>
        type is INamedTypeSymbol && type.GetMembers("GetAwaiter").Any(m => m is IMethodSymbol { IsStatic: false, Parameters.Length: 0 });

    public static bool IsAsyncSequence(this ITypeSymbol? type) =>
        type is not null && (type.OriginalDefinition.FullName() == "System.Collections.Generic.IAsyncEnumerable"
            || type.Implements("System.Collections.Generic.IAsyncEnumerable")
            || type.OriginalDefinition.FullName() == "System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable");

    public static bool IsSequence(this ITypeSymbol? type) =>
        type is not null && type.SpecialType != SpecialType.System_String
        && (type.OriginalDefinition.SpecialType is SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_Generic_IEnumerable_T
            || type.IsAsyncSequence());

    /// <summary>Every operation in it and itself, but nothing of the lambdas and local functions in it.</summary>
    public static IEnumerable<IOperation> OwnOperations(this IOperation root)
    {
        var waiting = new Stack<IOperation>();
        waiting.Push(root);
        while (waiting.Count > 0)
        {
            var current = waiting.Pop();
            yield return current;
            if (current != root && current.IsFunction())
                continue;
            foreach (var child in current.ChildOperations.Reverse())
                waiting.Push(child);
        }
    }

    /// <summary>In the order they happen: the arguments before the call.</summary>
    public static IEnumerable<IOperation> InOrderOfEvaluation(this IOperation root)
    {
        if (!root.IsFunction())
        {
            foreach (var child in root.ChildOperations)
            {
                foreach (var inner in child.InOrderOfEvaluation())
                    yield return inner;
            }
        }

        yield return root;
    }

    public static bool IsFunction(this IOperation operation) => operation is IAnonymousFunctionOperation or ILocalFunctionOperation or IFlowAnonymousFunctionOperation;

    /// <summary>The lambda or local function it stands in, or null when that is the method itself.</summary>
    public static IOperation? EnclosingFunction(this IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current.IsFunction())
                return current;
        }

        return null;
    }

    public static bool IsAwaiting(this IOperation operation) => operation is IAwaitOperation
        or IForEachLoopOperation { IsAsynchronous: true }
        or IUsingOperation { IsAsynchronous: true }
        or IUsingDeclarationOperation { IsAsynchronous: true };

    /// <summary>Without the conversions around it.</summary>
    public static IOperation Bare(this IOperation operation)
    {
        var current = operation;
        while (true)
        {
            switch (current)
            {
                case IConversionOperation { OperatorMethod: null } conversion: current = conversion.Operand; break;
                case IParenthesizedOperation parenthesized: current = parenthesized.Operand; break;
                case IDelegateCreationOperation created: current = created.Target; break;
                default: return current;
            }
        }
    }

    /// <summary>Whether a round of the loop awaits; what is awaited once before it, such as the collection, does not count.</summary>
    public static bool AwaitsInRounds(this ILoopOperation loop)
    {
        if (loop.IsAwaiting())
            return true;
        var once = loop switch
        {
            IForEachLoopOperation each => [each.Collection],
            IForLoopOperation counted => counted.Before.AsEnumerable(),
            _ => [],
        };
        return loop.ChildOperations.Where(c => !once.Contains(c)).Any(c => c.OwnOperations().Any(o => o.IsAwaiting()));
    }

    /// <summary>Where a call is shown: at the called name, not at the whole chain before it.</summary>
    public static Location NamePlace(this SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.Expression.NamePlace(),
        MemberAccessExpressionSyntax member => member.Name.Identifier.GetLocation(),
        MemberBindingExpressionSyntax member => member.Name.Identifier.GetLocation(),
        SimpleNameSyntax name => name.Identifier.GetLocation(),
        _ => call.GetLocation(),
    };
}
