using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Blocking;

/// <summary>Tasks that are known to be over where their result is read: it was awaited before, alone or with others.</summary>
internal static class CompletedTasks
{
    public static bool Has(IOperation use, IOperation task)
    {
        var name = task.Bare();
        // Whichever WhenAny hands out is over.
        if (name is IAwaitOperation { Operation: var whole } && IsJoin(whole))
            return true;
        if (name is not (ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation))
            return false;
        var root = use;
        while (root.Parent is not null)
            root = root.Parent;
        return root.Descendants().Any(o => o.Syntax.SpanStart < use.Syntax.SpanStart && (o switch
        {
            IAwaitOperation { Operation: var awaited } => IsJoin(awaited) || awaited.DescendantsAndSelf().Any(a => IsSame(a, name)),
            IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "Status", Instance: { } asked } => IsSame(asked.Bare(), name),
            _ => false,
        }));
    }

    private static bool IsJoin(IOperation awaited) =>
        awaited.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WhenAny", ContainingType: var type } } && type.IsNamed("System.Threading.Tasks.Task"));

    private static bool IsSame(IOperation a, IOperation b) => (a, b) switch
    {
        (ILocalReferenceOperation left, ILocalReferenceOperation right) => SymbolEqualityComparer.Default.Equals(left.Local, right.Local),
        (IParameterReferenceOperation left, IParameterReferenceOperation right) => SymbolEqualityComparer.Default.Equals(left.Parameter, right.Parameter),
        _ => a.Syntax.IsEquivalentTo(b.Syntax),
    };
}
